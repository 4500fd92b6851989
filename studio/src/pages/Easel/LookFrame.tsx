import { useEffect, useRef, useState, type ReactElement, type RefObject } from 'react';
import { previewUrl, type Look } from '../../api/sketches.ts';
import { useTurn } from '../../ui/useTurn.ts';

interface LookFrameProps {
  photoKey: string;
  look: Look;
  /** The style's and the method's. */
  names: [string, string];
  isChosen: boolean;
  onChoose: () => void;
}

const MORE_TRIES = 2;
const WAIT_MS = 1500;

/** One look of the photo, in a frame. The red dot says that it is taken, as in a gallery. */
export function LookFrame({ photoKey, look, names, isChosen, onChoose }: LookFrameProps): ReactElement {
  const box = useRef<HTMLLabelElement>(null);
  const isNear = useNear(box);
  const [tries, setTries] = useState(0);
  const [isReady, setReady] = useState(false);
  const address = previewUrl(photoKey, look);
  useEffect(() => setTries(0), [address]);
  // The number makes it another address for the browser, which would not load a failed one again.
  const turn = useTurn(isNear ? `${address}#${tries}` : null);
  const hasGivenUp = tries > MORE_TRIES;

  const failed = (): void => {
    turn.done();
    setReady(false);
    setTimeout(() => setTries((now) => now + 1), tries < MORE_TRIES ? WAIT_MS : 0);
  };
  return (
    <label className="look" ref={box}>
      <input type="radio" name="look" className="unseen" checked={isChosen} onChange={onChoose} />
      <span className={isReady ? 'frame is-ready' : 'frame'} data-stale={!turn.isCurrent}>
        {turn.src && !hasGivenUp && (
          <img
            src={turn.src}
            alt=""
            onLoad={() => {
              turn.done();
              setReady(true);
            }}
            onError={failed}
          />
        )}
        {hasGivenUp && <span className="frame-none">No preview</span>}
      </span>
      <span className="look-name">
        <span className="unseen">{names[0]}, </span>
        {names[1]}
        <span className="dot" aria-hidden="true" />
      </span>
    </label>
  );
}

/** Whether it is on the screen or nearly so; it stays true then. */
function useNear(box: RefObject<HTMLElement | null>): boolean {
  const [isNear, setNear] = useState(false);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && setNear(true),
      { rootMargin: '300px' },
    );
    if (box.current) {
      observer.observe(box.current);
    }
    return () => observer.disconnect();
  }, [box]);
  return isNear;
}
