/*
 * What few pages need, in a file of its own: begins what inline.js leaves to it.
 *
 * parts: signing, cards, advice (functions of the files of these names); site: what all pages of the application have in
 * common: sdk (addresses of the official script), sign (where addresses are signed, if anywhere), domains (the account's
 * JS-safe domains, as far as they are known).
 */
((site, ...parts) => {
  const page = window.wxconfig;
  if (page && !page.site) {
    page.site = site;
    page.shown = () => location.href.split('#')[0];
    page.hashOf = text => {
      let hash = 0;
      for (const c of text) {
        hash = hash * 65599 + c.charCodeAt() | 0;
      }
      return hash;
    };
    page.wechat = page.all || /micromessenger/i.test(navigator.userAgent);
    page.tell = (type, detail) => document.dispatchEvent(new CustomEvent('wxconfig:' + type, { detail }));
    parts.forEach(part => part(page));
  }
})
