import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Page } from './page.mjs';

const URL = 'https://www.example.com/tea';
const calls = page => page.calls.filter(call => call.name === 'updateAppMessageShareData');
const debugged = { debug: 1, now: 1 };

/** A page whose client keeps what it is given. */
function shared(options) {
  const page = new Page({ inline: { now: 1, card: {} }, ...options });
  page.calls = [];
  const { invoke } = page.window.WeixinJSBridge;
  page.window.WeixinJSBridge.invoke = (name, params, back) => {
    page.calls.push({ name, ...params });
    invoke(name, params, back);
  };
  return page;
}

describe('cards', () => {
  it('shares what the page says of itself', () => {
    const page = shared();
    page.pass();
    assert.deepEqual(calls(page).map(({ title, link }) => [title, link]), [['Tea', URL]]);
  });

  it('prefers the card of the application', () => {
    const page = shared({ inline: { now: 1, card: { title: 'Green', link: '/green', imgUrl: 'a.png' } } });
    page.pass();
    assert.deepEqual(calls(page).map(({ title, link, imgUrl }) => [title, link, imgUrl]),
      [['Green', 'https://www.example.com/green', 'https://www.example.com/a.png']]);
  });

  it('leaves alone what a script of the page sets, even before the official script has come', () => {
    const page = shared({ after: 'wx.ready(() => wx.updateAppMessageShareData({ title: "Own" }))' });
    page.pass();
    assert.deepEqual(calls(page).map(call => call.title), ['Own']);
  });

  it('shares each address that the page gives itself', () => {
    const page = shared({ inline: { now: 1, spa: 1, card: {} } });
    page.pass();
    page.navigate('/red');
    page.pass();
    assert.deepEqual(calls(page).map(call => call.link), [URL, 'https://www.example.com/red']);
  });

  it('takes a card that comes later, and takes it away', () => {
    for (const inline of [{}, { now: 1, card: {} }]) {
      const page = shared({ inline, after: 'wxconfig.more({ card: { title: "Late" } })' });
      page.pass();
      assert.equal(calls(page).pop().title, 'Late');
      page.run('wxconfig.more({ card: null })');
      page.navigate('/red');
      const before = calls(page).length;
      page.pass();
      assert.equal(calls(page).length, before);
    }
  });
});

describe('advice', () => {
  it('says in one line that the addresses agree', () => {
    const page = new Page({ inline: { ...debugged, url: URL } });
    page.pass();
    assert.deepEqual(page.console.filter(line => line.includes('signed')).length, 1);
    assert.match(page.console[0], /is the one that the browser shows: https:\/\/www\.example\.com\/tea/);
  });

  it('names the part that differs, its cause and its cure', () => {
    for (const [signedUrl, cause, cure] of [
      ['http://www.example.com/tea', 'scheme', 'X-Forwarded-Proto'],
      ['https://inner.example.com/tea', 'host', 'X-Forwarded-Host'],
      ['https://www.example.com:8443/tea', 'port', 'X-Forwarded-Port'],
      ['https://www.example.com/shop/tea', 'path', 'publicBaseUrl'],
      ['https://www.example.com/tea?a=b', 'query', 'pass the path and the query on'],
      ['https://www.example.com/%74ea', 'encoding', 'pass the path and the query on'],
      ['https://www.example.com/tea;jsessionid=1a', 'session', 'tracking-mode'],
    ]) {
      const page = new Page({ signedUrl, inline: { ...debugged, url: signedUrl } });
      page.pass();
      const told = page.console.join('\n');
      assert.match(told, new RegExp(`cause: {3}${cause}:`));
      assert.ok(told.includes(cure), told);
      assert.deepEqual(page.verdicts.map(verdict => verdict.ok), [true], signedUrl);
    }
  });

  it('tells that a script has replaced the address', () => {
    const page = new Page({ inline: { ...debugged, url: URL }, after: 'history.replaceState(null, "", "/other")' });
    page.pass();
    assert.match(page.console.join('\n'), /a script of the page has changed the address/);
  });

  it('tells what a refusal means where the address is right', () => {
    const page = new Page({ inline: { ...debugged, url: URL }, verifies: 'none' });
    page.pass();
    assert.match(page.console.join('\n'), /config:invalid signature.*stable_token/);
  });
});
