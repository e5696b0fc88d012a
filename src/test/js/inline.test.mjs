import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ANDROID, DESKTOP, FIRST, IPHONE, MORE, Page, SECOND } from './page.mjs';

const wait = page => page.pass().verdicts;

describe('the inline part', () => {
  it('configures with the official script, once, and asks for nothing else', () => {
    const page = new Page({ after: 'heard = []; wx.ready(() => heard.push("ready"))' });
    assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
    assert.deepEqual(page.requests, [FIRST]);
    assert.deepEqual([...page.window.heard], ['ready']);
    assert.deepEqual([page.console, page.errors], [[], []]);
  });

  it('makes the calls that waited in order, and passes later ones on', () => {
    const page = new Page({
      after: `order = [];
        keep = wx; later = wx.miniProgram;
        wx.ready(() => order.push(1)); wx.ready(() => order.push(2));
        keep.miniProgram.getEnv(() => order.push('env'));`,
    });
    page.pass();
    page.run('keep.ready(() => order.push(3)); later.getEnv(() => order.push("later"))');
    assert.deepEqual([...page.window.order], ['env', 1, 2, 3, 'later']);
    assert.equal(page.run('typeof keep.checkJsApi + typeof keep.noSuchName'), 'functionundefined');
  });

  it('is what languages, bundlers and frameworks take for an object', () => {
    const page = new Page();
    assert.equal(page.run(`[typeof wx, wx.then, wx.__esModule, wx.$$typeof, wx[Symbol.iterator], wx[Symbol.toPrimitive],
      String(wx), typeof wx.anyNameAtAll, typeof wx.toString].join()`),
    'object,,,,,,[object Object],function,function');
  });

  it('asks WeChat for nothing in another browser', () => {
    const page = new Page({ userAgent: DESKTOP, after: 'wx.ready(() => {}); wx.scanQRCode({})' });
    page.pass();
    assert.deepEqual([page.requests, page.errors, page.console], [[], [], []]);
  });

  it('loads the official script in every browser where that is wished', () => {
    assert.deepEqual(new Page({ userAgent: DESKTOP, inline: { all: 1 } }).pass().requests, [FIRST]);
  });

  for (const status of ['error', 'html', 'throws', 'never']) {
    it(`configures from the second host when the first says: ${status}`, () => {
      const page = new Page({ hosts: { [FIRST]: { status } } });
      assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
      assert.deepEqual(page.requests, [FIRST, MORE, SECOND]);
    });
  }

  it('configures once when both hosts answer', () => {
    const page = new Page({ hosts: { [FIRST]: { after: 3500 }, [SECOND]: { after: 800 } } });
    assert.equal(wait(page).length, 1);
  });

  it('configures once when the second is late as well', () => {
    const page = new Page({ hosts: { [FIRST]: { after: 9000 }, [SECOND]: { after: 12000 } } });
    assert.equal(wait(page).length, 1);
  });

  for (const status of ['error', 'never', 'html', 'throws']) {
    it(`says in one line that no host brings the script: ${status}`, () => {
      const page = new Page({ hosts: { [FIRST]: { status }, [SECOND]: { status } }, after: 'wx.ready(() => {}); went = 1' });
      page.pass();
      assert.equal(page.window.went, 1);
      assert.equal(page.console.length, 1);
      assert.match(page.console[0], /error: wxconfig: .*res\.wx\.qq\.com.*res2\.wx\.qq\.com/);
    });
  }

  it('sends no signature that is not for the address', () => {
    const page = new Page({ signedUrl: 'http://www.example.com/tea', after: 'wx.ready(() => { heard = true; })' });
    assert.deepEqual(wait(page).map(({ signed, ok }) => [signed, ok]), [['https://www.example.com/tea', true]]);
    assert.deepEqual(page.signRequests, ['https://www.example.com/tea']);
    assert.equal(page.window.heard, true);
    assert.deepEqual([...page.verdicts[0].apis], ['menu:share:qq', 'updateAppMessageShareData']);
  });

  it('has the address signed that a script has given the page before the official script came', () => {
    const page = new Page({ after: 'history.replaceState(null, "", "/tea?utm=1#a")' });
    assert.deepEqual(wait(page).map(({ signed, ok }) => [signed, ok]), [['https://www.example.com/tea?utm=1', true]]);
  });

  it('leaves the fragment alone', () => {
    const page = new Page({ url: 'https://www.example.com/tea#a?b', signedUrl: 'https://www.example.com/tea' });
    assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
    assert.deepEqual(page.signRequests, []);
  });

  it('asks for a new signature when the ticket of a copy has ended', () => {
    const page = new Page({ until: 1_600_000_000 });
    assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
    assert.equal(page.signRequests.length, 1);
  });

  it('works with a clock that is wrong or stands still', () => {
    for (const options of [{ clockSkew: 1e12 }, { clockSkew: -1e12 }, { frozenClock: 1 }]) {
      const page = new Page(options);
      assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
    }
  });

  for (const [kind, answer, expected] of [
    ['403', { status: 403, text: '{"error":"another host"}' }, /answers 403 another host/],
    ['503', { status: 503, text: '{"error":"no ticket"}' }, /answers 503 no ticket/],
    ['HTML', { text: '<!DOCTYPE html>' }, /answers 200/],
    ['JSON of another kind', { text: '[]' }, /answers 200/],
    ['nothing', 'never', /cannot be reached/],
  ]) {
    it(`says both addresses when signPath answers ${kind}`, () => {
      const page = new Page({
        signedUrl: 'https://www.example.com/landing', landing: 'https://www.example.com/landing', sign: () => answer,
      });
      page.pass();
      assert.equal(page.console.length, 1);
      assert.match(page.console[0], expected);
      assert.match(page.console[0], /example\.com\/landing.*example\.com\/tea/);
    });
  }

  it('says both addresses when signPath is switched off', () => {
    const page = new Page({ signedUrl: 'http://other.example/', site: { sign: undefined } });
    assert.equal(wait(page).length, 0);
    assert.equal(page.console.length, 1);
    assert.match(page.console[0], /another address .debug=true names it.*example\.com\/tea.*signPath is switched off/);
    const debugged = new Page({
      signedUrl: 'http://other.example/', site: { sign: undefined },
      inline: { debug: 1, now: 1, url: 'http://other.example/' },
    });
    debugged.pass();
    assert.match(debugged.console.join(), /has signed http:\/\/other\.example\/, the browser shows https:\/\/www/);
  });

  it('configures without more.js when that does not come', () => {
    for (const status of ['error', 'never', 'html']) {
      const page = new Page({ inline: { now: 1, spa: 1 }, hosts: { [MORE]: { status } }, after: 'wx.ready(() => { heard = 1; })' });
      assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
      assert.equal(page.window.heard, 1);
    }
  });

  it('configures once when a bundle hands wx itself over', () => {
    for (const inline of [{}, { now: 1, spa: 1 }]) {
      const page = new Page({ inline, after: 'wxconfig.configure(wx); later = () => wxconfig.configure(wx)' });
      page.pass();
      page.run('later()');
      assert.equal(wait(page).length, 1);
    }
  });

  it('works when the bridge comes late', () => {
    for (const inline of [{}, { now: 1, spa: 1 }]) {
      const page = new Page({ bridgeAfter: 2000, inline, after: 'wx.ready(() => { heard = 1; })' });
      assert.deepEqual(wait(page).map(verdict => verdict.ok), [true]);
      assert.equal(page.window.heard, 1);
    }
  });

  for (const userAgent of [ANDROID, IPHONE]) {
    it(`configures a copy of the SDK that the page hands over, ${userAgent.slice(13, 20)}`, () => {
      const page = new Page({
        userAgent, verifies: 'both',
        after: 'taken = []; wxconfig.configure({ config(c) { taken.push(c.signature); } })',
      });
      page.pass();
      assert.deepEqual([...page.window.taken], ['https://www.example.com/tea']);
      assert.equal(page.verdicts.length, 1);
    });
  }

  it('leaves a wx of the page alone', () => {
    for (const script of ['var wx = { own: 1 }', 'window.wx = { own: 1 }', 'function wx() {} wx.own = 1', 'const wx = { own: 1 }']) {
      for (const place of ['before', 'after']) {
        const page = new Page({ [place]: script });
        assert.deepEqual(wait(page).map(verdict => verdict.ok), [true], script + place);
        assert.equal(page.run('wx.own'), 1, script + place);
        assert.deepEqual(page.errors, []);
      }
    }
  });

  it('survives a page that redefines what it uses', () => {
    const page = new Page({
      after: `Proxy = Promise = Object.assign = undefined; define = 5;
        wx.ready(() => { heard = 1; }); wx.scanQRCode({});`,
    });
    page.pass();
    assert.deepEqual(page.errors, []);
    assert.equal(page.window.heard, 1);
  });
});
