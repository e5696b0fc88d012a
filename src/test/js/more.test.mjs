import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Page } from './page.mjs';

const URL = 'https://www.example.com/tea';
const calls = page => page.calls.filter(call => call.name === 'updateAppMessageShareData');

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
