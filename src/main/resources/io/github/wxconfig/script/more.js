/*
 * What few pages need, in a file of its own: begins what inline.js leaves to it.
 *
 * parts: hosts, cards, causes, signing and, in the file of pages with debug, advice (functions of the files of these
 * names); site: what all pages of the application have in common: sdk (addresses of the official script), sign (where
 * addresses are signed, if anywhere), domains (the account's JS-safe domains, as far as they are known), causes (in the
 * file of pages with debug).
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
    // What a script has replaced before ours ran is known here alone.
    const entries = window.performance && performance.getEntriesByType && performance.getEntriesByType('navigation');
    page.landing = (entries && entries[0] && entries[0].name || page.at).split('#')[0];
    page.wechat = page.all || /micromessenger/i.test(navigator.userAgent);
    page.tell = (type, detail) => document.dispatchEvent(new CustomEvent('wxconfig:' + type, { detail }));
    parts.forEach(part => part(page));
  }
})
