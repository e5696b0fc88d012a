import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MORE, Page } from './page.mjs';

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

  it('is told with debug why it will be a plain link or lack its picture', () => {
    const remarks = (card, options = {}) => {
      const page = shared({ inline: { now: 1, debug: 1, url: options.url || URL, card }, ...options });
      page.pass();
      return page.console.filter(line => line.includes('the share card')).join('\n');
    };
    const picture = 'https://www.example.com/a.png';
    const well = remarks({ title: 'Tea', imgUrl: picture }, { images: { [picture]: [300, 400] } });
    assert.match(well, /^info: .*opened this page from a plain link in a chat, or where the account is not verified.*$/);
    assert.match(remarks({ imgUrl: picture }, { images: { [picture]: [299, 400] } }), /warn: .*has 299 x 400 pixels/);
    assert.match(remarks({ imgUrl: picture }, { images: {} }), /warn: .*cannot be loaded here: https:\/\/www\.example/);
    assert.match(remarks({ imgUrl: 'http://www.example.com/a.png' }), /warn: .*its image is http, and the page is https/);
    for (const host of ['localhost:8080', '10.0.0.1', '172.20.1.1', '192.168.1.1', 'intranet', 'tea.local']) {
      assert.match(remarks({ imgUrl: `https://${host}/a.png` }), /which WeChat cannot reach/);
    }
    assert.match(remarks({}), /warn: .*there is no image/);
    assert.match(remarks({ link: 'https://other.example/' }), /refuses a link outside the JS-safe domains/);
    assert.match(remarks({}, { url: `${URL}?code=071&state=s` }), /the code and state of WeChat's login, which serve once/);
    assert.equal(remarks({}, { inline: { now: 1, card: {} } }), '');
  });

  it('takes a card that comes while the second file is on its way, though the page is refused meanwhile', () => {
    const page = shared({
      inline: {}, stale: true, hosts: { [MORE]: { after: 500 } },
      after: 'wxconfig.configure({ card: { title: "Late" } })',
    });
    page.pass();
    assert.equal(calls(page).pop().title, 'Late');
  });

  it('takes a card that comes later, and takes it away', () => {
    for (const inline of [{}, { now: 1, card: {} }]) {
      const page = shared({ inline, after: 'wxconfig.configure({ card: { title: "Late" } })' });
      page.pass();
      assert.equal(calls(page).pop().title, 'Late');
      page.run('wxconfig.configure({ card: null })');
      page.navigate('/red');
      const before = calls(page).length;
      page.pass();
      assert.equal(calls(page).length, before);
    }
  });
});
