// In every document before its own scripts: takes what the server gave the page for WeChat, and tells the page that
// framed it.
addEventListener('load', function () {
  window.seen = {
    name: window.name,
    href: location.href,
    status: performance.getEntriesByType('navigation')[0].responseStatus,
    config: window.wxconfig ? window.wxconfig.config : undefined,
  };
  if (top !== window) top.postMessage(window.seen, '*');
});
