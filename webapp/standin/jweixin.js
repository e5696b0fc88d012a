/*
 * Loaded in the place of WeChat's script while no official account is configured: where the browser is not WeChat,
 * plays WeChat's part (bridge.js), then loads WeChat's own script in every case. ASCII only, as it is read in the
 * page's encoding.
 */
(() => {
  const load = (url) => document.write(`<script charset="utf-8" src="${url}"><\/script>`);

  if (!/MicroMessenger/i.test(navigator.userAgent)) {
    const userAgent = `${navigator.userAgent} MicroMessenger/8.0.50`;
    Object.defineProperty(navigator, 'userAgent', { get: () => userAgent, configurable: true });
    load(new URL('bridge.js', document.currentScript.src));
  }
  load('https://res.wx.qq.com/open/js/jweixin-1.6.0.js');
})();
