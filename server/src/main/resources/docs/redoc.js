Redoc.init(
  '/openapi.json',
  {
    hideDownloadButton: true,
    jsonSampleExpandLevel: 3,
    nativeScrollbars: true,
    scrollYOffset: '.page-links',
    theme: { typography: { fontFamily: 'system-ui, sans-serif', headings: { fontFamily: 'system-ui, sans-serif' } } },
  },
  document.getElementById('redoc'),
);
