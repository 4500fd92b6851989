import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { addressOfChat } from './state/route.ts';

const address = addressOfChat(location.pathname, location.hash);
if (address !== null) {
  history.replaceState(null, '', address);
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(<App />);
}
