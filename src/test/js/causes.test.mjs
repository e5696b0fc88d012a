import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ANDROID, CAUSES, FIRST, IPHONE, Page, SECOND } from './page.mjs';

const URL = 'https://www.example.com/tea';
const DEVTOOLS = `${ANDROID} wechatdevtools/1.06.2307260`;

/** With debug, the server has printed the address that it has signed. */
const debugged = (options = {}) => {
  const { signedUrl = options.url || URL, inline, ...others } = options;
  return new Page({ signedUrl, inline: { debug: 1, now: 1, url: signedUrl, ...inline }, ...others });
};
const told = page => [...page.console.join('\n').matchAll(/cause: {4}([\w-]+):/g)].map(([, cause]) => cause);
const reported = page => page.reports.map(({ cause }) => cause);

/** What makes the address that was signed another one than the browser's. */
const ADDRESSES = [
  ['scheme', 'http://www.example.com/tea', URL],
  ['host', 'https://inner.example.com/tea', URL],
  ['port', 'https://www.example.com:8443/tea', URL],
  ['path', 'https://www.example.com/shop/tea', URL],
  ['query', 'https://www.example.com/tea?a=b', URL],
  ['encoding', 'https://www.example.com/%74ea', URL],
  ['entity', 'https://www.example.com/tea?a=b&c=d', 'https://www.example.com/tea?a=b&amp;c=d'],
  ['query-slash', 'https://www.example.com/tea?a=b', 'https://www.example.com/tea/?a=b'],
  ['trailing-slash', 'https://www.example.com/tea', 'https://www.example.com/tea/'],
  ['session', 'https://www.example.com/tea;jsessionid=1a', URL],
  ['oauth', 'https://www.example.com/tea?a=b', 'https://www.example.com/tea?code=071&state=s&a=b'],
];

/** What WeChat says, where the addresses agree. */
const REFUSALS = [
  ['app-id', { says: 'fail_invalid appid' }],
  ['domain', { url: 'https://shop.example.com/', says: 'fail_invalid url domain' }],
  ['www', { url: 'https://example.com.cn/', says: 'fail_invalid url domain' }],
  ['www', { url: 'https://example.com/', says: 'fail_invalid url domain' }],
  ['ip', { url: 'http://192.0.2.1/', says: 'fail_invalid url domain' }],
  ['ip', { url: 'http://[2001:db8::1]/', says: 'fail_invalid url domain' }],
  ['localhost', { url: 'http://localhost:8080/', says: 'fail_invalid url domain' }],
  ['localhost', { url: 'http://tea/', says: 'fail_invalid url domain' }],
  ['usual-port', { url: 'https://www.example.com:8443/', says: 'fail_invalid url domain' }],
  ['follower', { says: 'fail_require subscribe' }],
  ['changed', { says: 'fail' }],
  ['unknown', { says: 'fail_the moon is full' }],
  ['frame', { framed: true, verifies: 'none' }],
  ['frame', { framed: true, verifies: 'none', realAuthUrl: () => 'https://outer.example.com/' }],
  ['ticket', { verifies: 'none' }],
  ['ticket', { verifies: 'none', realAuthUrl: () => URL }],
  ['ticket', { verifies: 'none', age: 3600 }],
  ['cached', { stale: true, age: 3600 }],
  ['cached', { verifies: 'none', age: 3600, site: { sign: undefined } }],
  ['ticket', { verifies: 'none', site: { sign: undefined } }],
  ['trailing-slash', { verifies: 'none', realAuthUrl: () => `${URL}/`, sign: () => ({ status: 403, text: '' }) }],
  ['host', { verifies: 'none', realAuthUrl: () => ['https://other.example.com/tea'] }],
];

/** What an API answers to a call. */
const APIS = [
  ['not-listed', 'wx.ready(() => wx.scanQRCode({}))', 'scanQRCode:permission denied'],
  ['early', 'wx.updateAppMessageShareData({})', 'updateAppMessageShareData:fail, the permission value is offline verifying'],
  ['permission', 'wx.ready(() => wx.updateAppMessageShareData({}))', 'updateAppMessageShareData:permission denied'],
  ['old-client', 'wx.ready(() => wx.scanQRCode({}))', 'system:function_not_exist'],
  ['devtools', 'wx.ready(() => wx.scanQRCode({}))', 'scanQRCode:function not exist', DEVTOOLS],
];

const FORMS = {
  'a text': urls => urls[0],
  'a text with commas': urls => urls.join(','),
  'a list': urls => urls,
  'JSON in a text': urls => JSON.stringify(urls),
};

describe('a healthy page', () => {
  it('says nothing and reports nothing, whatever it is', () => {
    let pages = 0;
    for (const userAgent of [ANDROID, IPHONE, DEVTOOLS]) {
      for (const inline of [{}, { now: 1, card: {} }, { now: 1, spa: 1 }]) {
        for (const bridgeAfter of [undefined, 500]) {
          for (const url of [URL, `${URL}/?a=b&amp;c=%7E#d`, 'https://example.com/;jsessionid=1?code=1&state=2', 'http://example.cn/%E8%8C%B6',
            'https://www.example.com/tea?from=timeline&isappinstalled=0', 'https://www.example.com/?a=/b?c']) {
            const page = new Page({ url, userAgent, inline, bridgeAfter, after: 'wx.ready(() => wx.scanQRCode({})); wx.error(() => {})' });
            page.pass();
            page.navigate('#part');
            page.pass();
            assert.deepEqual([page.console, page.reports, page.errors], [[], [], []], `${url} ${userAgent}`);
            assert.deepEqual(page.verdicts.map(verdict => verdict.ok), [true]);
            pages++;
          }
        }
      }
    }
    assert.ok(pages > 100);
  });

  it('says with debug, in one line, that the addresses agree', () => {
    const page = debugged();
    page.pass();
    assert.equal(page.console.filter(line => !line.includes('share card')).length, 1);
    assert.match(page.console[0], /info: .*is the one that the browser shows: https:\/\/www\.example\.com\/tea/);
    assert.deepEqual(page.reports, []);
  });
});

describe('the cause', () => {
  for (const [cause, signedUrl, url] of ADDRESSES) {
    it(`of an address that differs is ${cause}`, () => {
      const page = debugged({ signedUrl, url });
      page.pass();
      const text = page.console.join('\n');
      assert.deepEqual(told(page), [cause], text);
      assert.deepEqual(reported(page), [cause]);
      assert.ok(text.includes(`\n  signed:   ${signedUrl}\n  shown:    ${url}\n`), text);
      assert.ok(text.includes(CAUSES[cause].says) && text.includes(CAUSES[cause].cure), text);
      assert.deepEqual(page.verdicts.map(verdict => verdict.ok), [true]);
      assert.deepEqual(page.reports[0], {
        url, type: 'application/json', cause, signed: signedUrl, verified: [], healed: true,
      });
    });
  }

  const KNOWN = ['scheme', 'port', 'entity', 'query-slash', 'trailing-slash'];
  for (const [cause, signedUrl, url] of ADDRESSES) {
    it(`of an address that differs is reported without debug, of ${cause}`, () => {
      const page = new Page({ signedUrl, url });
      page.pass();
      const shown = KNOWN.includes(cause) && cause !== 'port' || ['oauth'].includes(cause) ? cause : 'address';
      assert.ok([shown, cause].includes(reported(page)[0]), reported(page).join());
      assert.deepEqual(page.console, []);
    });
  }

  for (const [cause, options] of REFUSALS) {
    it(`of a refusal is ${cause}, ${JSON.stringify(options)}`, () => {
      for (const make of [debugged, given => new Page(given), given => new Page({ ...given, inline: { now: 1, spa: 1 } })]) {
        const page = make(options);
        page.pass();
        assert.deepEqual(reported(page), options.site ? [] : [cause]);
        const healed = page.verdicts[page.verdicts.length - 1].ok;
        if (make === debugged) {
          assert.deepEqual(told(page), [cause], page.console.join('\n'));
        } else {
          assert.deepEqual(page.console.map(line => /cause: ([\w-]+)/.exec(line)[1]), healed ? [] : [cause]);
        }
        assert.equal(page.events.pop().type, healed ? 'ready' : 'error');
      }
    });
  }

  for (const [form, realAuthUrl] of Object.entries(FORMS)) {
    it(`is the landing address that the client verifies, which it names as ${form}`, () => {
      const page = debugged({
        verifies: 'landing', realAuthUrl, inline: { spa: 1 },
        sign: url => url === `${URL}/1` ? {} : { status: 403, text: '{"error":"not this one"}' },
      });
      page.landing = 'https://www.example.com/';
      page.href = `${URL}/1`;
      page.pass();
      assert.equal(page.window.wxconfig.real({ realAuthUrl: realAuthUrl(['https://a.example/', 'https://b.example/#c']) })[0],
        'https://a.example/');
    });
  }

  it('is landing where the landing address cannot be signed', () => {
    const page = debugged({
      verifies: 'landing', landing: URL, url: `${URL}/1`, realAuthUrl: right => JSON.stringify(right),
      signedUrl: `${URL}/1`, sign: () => ({ status: 403, text: '{"error":"not this one"}' }),
    });
    page.pass();
    assert.deepEqual([...told(page)], ['landing'], page.console.join('\n'));
  });

  it('is replaced where a script has changed the address', () => {
    const page = debugged({ after: 'history.replaceState(null, "", "/other")' });
    page.pass();
    assert.deepEqual(told(page), ['replaced']);
    assert.deepEqual(reported(page), ['replaced']);
  });

  for (const [cause, after, answer, userAgent] of APIS) {
    it(`of what an API answers is ${cause}`, () => {
      const page = debugged({ after: `${after}; ${after}`, userAgent, answers: { [after.match(/wx\.(\w+ShareData|scan\w+)/)[1]]: answer } });
      page.pass();
      assert.deepEqual(told(page), [cause], page.console.join('\n'));
      assert.deepEqual(reported(page), [cause]);
    });
  }

  it('of a call of the page\'s own is named by what is wrong in it', () => {
    for (const [cause, argument] of [
      ['noncestr', '{ appId: "a", timestamp: 1, noncestr: "n", signature: "s", jsApiList: ["scanQRCode"] }'],
      ['milliseconds', '{ appId: "a", timestamp: 1700000000000, nonceStr: "n", signature: "s", jsApiList: ["scanQRCode"] }'],
      ['own-call', '{ appId: "a", timestamp: 1, nonceStr: "n", signature: "s", jsApiList: ["scanQRCode"] }'],
    ]) {
      for (const [own, ours] of [[5, 5], [5, 50], [50, 5]]) {
        const page = debugged({
          after: `wx.config(${argument})`, verdictAfter: ({ verifySignature }) => verifySignature === 's' ? own : ours,
        });
        page.pass();
        assert.deepEqual(told(page), [cause], page.console.join('\n'));
        assert.equal(page.verdicts[page.verdicts.length - 1].ok, true);
        assert.deepEqual(reported(page), [cause]);
      }
    }
    // Without debug nobody sees the call, and a ticket that was replaced meanwhile looks the same.
    const page = new Page({ after: 'wx.config({ appId: "a", timestamp: 1, nonceStr: "n", signature: "s", jsApiList: ["scanQRCode"] })' });
    page.pass();
    assert.deepEqual(reported(page), ['ticket']);
    assert.equal(page.verdicts.pop().ok, true);
  });

  it('is a script that comes from nowhere, or is kept away by a policy', () => {
    for (const [cause, status, event] of [
      ['script', 'error'], ['script', 'html'],
      ['policy', 'error', 'document.dispatchEvent(Object.assign(new Event("securitypolicyviolation"), { blockedURI: "https://res2.wx.qq.com/open/js/jweixin-1.6.0.js" }))'],
    ]) {
      const page = debugged({ hosts: { [FIRST]: { status, after: 20 }, [SECOND]: { status, after: 50 } } });
      page.window.Event = Event;
      page.pass(40);
      page.run(event || '');
      page.pass();
      assert.deepEqual(told(page), [cause], page.console.join('\n'));
      assert.deepEqual(reported(page), [cause]);
    }
  });

  it('of an old copy is that it is cached, by the clock of the server', () => {
    const old = new Page({ until: 1, age: 7200 });
    old.pass();
    assert.deepEqual(reported(old), ['cached']);
    const skewed = new Page({ clockSkew: 86_400_000 });
    skewed.pass();
    assert.deepEqual(reported(skewed), []);
    assert.deepEqual(skewed.console, []);
  });
});

describe('an old copy', () => {
  it('is told with its age', () => {
    const page = debugged({ stale: true, age: 3660 });
    page.pass();
    assert.match(page.console.join('\n'), /age: {6}signed 61 minutes ago\n  cause: {4}cached/);
  });
});

describe('a refused page', () => {
  const HEARING = 'refusals = []; wx.error(answer => refusals.push(answer.errMsg));';

  it('is reported although a listener of its own hears of it', () => {
    for (const after of [HEARING, `wx.ready(() => {}); setTimeout(() => { ${HEARING} }, 5000)`]) {
      const page = new Page({ verifies: 'none', after });
      page.pass();
      assert.deepEqual([...page.window.refusals], ['config:invalid signature']);
      assert.deepEqual(reported(page), ['ticket']);
      assert.deepEqual(page.signRequests, [URL]);
    }
  });

  it('works again with a new signature, and hears of no refusal where it can be kept', () => {
    const page = new Page({ stale: true, age: 600, inline: { now: 1, spa: 1 }, after: HEARING });
    page.pass();
    assert.deepEqual([...page.window.refusals], []);
    assert.deepEqual(page.verdicts.map(verdict => verdict.ok), [false, true]);
    assert.equal(page.events.pop().type, 'ready');
  });

  it('hears of the refusal where no other signature is to be had', () => {
    const page = new Page({ verifies: 'none', inline: { now: 1, spa: 1 }, after: HEARING, sign: () => ({ status: 404, text: '' }) });
    page.pass();
    assert.deepEqual([...page.window.refusals], ['config:invalid signature']);
    assert.equal(page.events.pop().cause, 'ticket');
  });

  it('is reported once in ten minutes of a visit', () => {
    const page = new Page({ verifies: 'none', inline: { now: 1, spa: 1 } });
    page.pass();
    for (let i = 0; i < 5; i++) {
      page.navigate(`/${i}`);
      page.pass(10_000);
    }
    assert.deepEqual(reported(page), ['ticket']);
    page.pass(600_000);
    page.navigate('/late');
    page.pass();
    assert.deepEqual(reported(page), ['ticket', 'ticket']);
  });

  it('is reported once by a page that may store nothing, and in few words', () => {
    const url = `${URL}?${'a'.repeat(7000)}`;
    const page = new Page({
      url, verifies: 'none', inline: { now: 1, spa: 1 }, realAuthUrl: () => [url, url, url],
      before: 'sessionStorage = { getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); } };',
    });
    page.pass();
    page.navigate('/other');
    page.pass();
    assert.deepEqual(reported(page), ['ticket']);
    assert.ok(JSON.stringify({ ...page.reports[0], url: '' }).length < 4096);
  });

  it('is not reported where signPath is switched off', () => {
    const page = new Page({ verifies: 'none', site: { sign: undefined } });
    page.pass();
    assert.deepEqual(page.reports, []);
    assert.match(page.console.join(), /config:invalid signature/);
  });
});
