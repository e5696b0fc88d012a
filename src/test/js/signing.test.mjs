import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ANDROID, IPHONE, Page, SIGN } from './page.mjs';

const HOME = 'https://www.example.com/spa/';
const spa = options => new Page({ url: HOME, inline: { spa: 1, now: 1 }, after: HEARING, ...options });
const HEARING = `refusals = []; ready = 0;
  wx.error(answer => refusals.push(answer.errMsg)); wx.ready(() => ready++);`;
const CLIENTS = [
  { name: 'an Android that verifies what is shown', userAgent: ANDROID, verifies: 'shown' },
  { name: 'an Android that verifies the landing address', userAgent: ANDROID, verifies: 'landing' },
  { name: 'an Android that verifies both', userAgent: ANDROID, verifies: 'both' },
  { name: 'an iPhone that verifies what is shown', userAgent: IPHONE, verifies: 'shown' },
  { name: 'an iPhone that verifies the landing address', userAgent: IPHONE, verifies: 'landing' },
  { name: 'an iPhone that verifies both', userAgent: IPHONE, verifies: 'both' },
  {
    name: 'an Android that names the landing address', userAgent: ANDROID, verifies: 'landing',
    realAuthUrl: right => right[0],
  },
  {
    name: 'an iPhone that names what is shown in a list', userAgent: IPHONE, verifies: 'shown',
    realAuthUrl: right => right,
  },
];

/** Numbers without a pattern, the same in each run: mulberry32. */
function numbers(seed) {
  return most => {
    seed = seed + 0x6d2b79f5 | 0;
    let t = Math.imul(seed ^ seed >>> 15, 1 | seed);
    t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
    return ((t ^ t >>> 14) >>> 0) % most;
  };
}

/** Goes wherever a visitor and a router may go; some go on before the client has answered. */
function wander(page, number) {
  for (let step = 2 + number(8); step > 0; step--) {
    const target = number(4) === 0 ? HOME : `${HOME}tea/${number(5)}${number(3) === 0 ? '#part' : ''}`;
    if (number(4) === 0) {
      page.href = target;
      page.run('popstate && popstate()');
    } else {
      page.navigate(target, number(3) === 0 ? 'replaceState' : 'pushState');
    }
    page.pass([1, 30, 70, 90, 400][number(5)]);
  }
  page.pass(20_000);
}

describe('navigation', () => {
  for (const { name, ...client } of CLIENTS) {
    it(`brings no refusal to the page, and signs each address once, in ${name}`, () => {
      for (let seed = 1; seed <= 200; seed++) {
        const number = numbers(seed);
        const page = spa({ ...client, before: 'var popstate; addEventListener = (name, f) => { popstate = f; };' });
        page.options.verdictAfter = [2, 20, 80][number(3)];
        wander(page, number);
        const last = page.verdicts[page.verdicts.length - 1];
        const shown = page.href.split('#')[0];
        assert.deepEqual([...page.window.refusals], [], `${seed}`);
        assert.deepEqual(page.events.filter(event => event.type === 'error'), [], `${seed}`);
        assert.equal(last.ok, true, `${seed}`);
        assert.equal(page.events[page.events.length - 1].url, shown, `${seed}`);
        assert.equal(page.signRequests.length, new Set(page.signRequests).size, `${seed}: ${page.signRequests}`);
        assert.deepEqual([page.console, page.errors], [[], []], `${seed}`);
        assert.equal(page.window.ready, 1);
      }
    });
  }

  it('asks nothing for a page whose address stays', () => {
    const page = spa();
    page.pass();
    page.navigate('#a');
    page.navigate('#b', 'replaceState');
    page.pass();
    assert.deepEqual(page.signRequests, []);
    assert.equal(page.verdicts.length, 1);
  });

  it('asks an iPhone for the landing address first, and for nothing else', () => {
    const page = spa({ userAgent: IPHONE, verifies: 'landing' });
    page.pass();
    page.navigate('tea/1');
    page.pass();
    assert.deepEqual(page.signRequests, []);
    assert.deepEqual(page.verdicts.map(verdict => verdict.signed), [HOME, HOME]);
    assert.deepEqual(page.events.map(({ type, url, signedUrl }) => [type, url, signedUrl]),
      [['ready', HOME, HOME], ['ready', `${HOME}tea/1`, HOME]]);
  });

  it('remembers which address the client verifies', () => {
    const page = spa({ verifies: 'landing' });
    page.pass();
    for (const tea of [1, 2, 3]) {
      page.navigate(`${HOME}tea/${tea}`);
      page.pass();
    }
    assert.equal(page.verdicts.filter(verdict => !verdict.ok).length, 1);
  });

  it('signs the last address of a storm', () => {
    const page = spa();
    page.pass();
    for (let i = 0; i <= 90; i++) {
      page.navigate(`${HOME}?at=${i}`, 'replaceState');
      page.pass(i % 10);
    }
    page.pass();
    assert.deepEqual(page.signRequests, [`${HOME}?at=90`]);
    assert.equal(page.verdicts.length, 2);
  });

  it('asks again in a moment when there is no ticket', () => {
    let answers = [{ status: 503, text: '{"error":"no ticket"}', headers: { 'Retry-After': '3' } }, {}];
    const page = spa({ sign: () => answers.shift() });
    page.pass();
    page.navigate('tea/1');
    page.pass(2000);
    assert.equal(page.signRequests.length, 1);
    page.pass(2000);
    assert.equal(page.signRequests.length, 2);
    assert.equal(page.events.pop().type, 'ready');
  });

  it('tells the page that an address cannot be signed, and signs the next one', () => {
    const page = spa({ sign: url => url.endsWith('1') ? { status: 403, text: '{"error":"not this one"}' } : {} });
    page.pass();
    page.navigate(`${HOME}tea/1`);
    page.pass();
    assert.match(page.events.pop().errMsg, /answers 403 not this one/);
    page.navigate(`${HOME}tea/2`);
    page.pass();
    assert.equal(page.events.pop().type, 'ready');
    assert.equal(page.console.length, 1);
  });

  it('lets the page hear of a refusal that stays one', () => {
    const page = spa({ sign: () => ({ text: '{"signature":"wrong","timestamp":1}' }) });
    page.pass();
    page.navigate(`${HOME}tea/1`);
    page.pass();
    assert.deepEqual([...page.window.refusals], ['config:invalid signature']);
    assert.deepEqual(page.events.pop(),
      { type: 'error', url: `${HOME}tea/1`, signedUrl: HOME, errMsg: 'config:invalid signature', cause: 'ticket' });
    page.run('late = []; wx.error(answer => late.push(answer.errMsg))');
    assert.deepEqual([...page.window.late], ['config:invalid signature']);
  });

  it('finds out what a client verifies whose bridge cannot be changed', () => {
    const page = spa({ verifies: 'landing', frozen: true });
    page.pass();
    page.navigate(`${HOME}tea/1`);
    page.pass();
    assert.deepEqual(page.verdicts.map(verdict => verdict.ok), [true, false, true]);
    assert.deepEqual([...page.window.refusals], []);
    assert.equal(page.events.pop().type, 'ready');
  });

  it('works where nothing may be stored', () => {
    const page = spa({
      verifies: 'landing',
      before: 'sessionStorage = { getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); } };',
    });
    page.pass();
    page.navigate(`${HOME}tea/1`);
    page.pass();
    assert.equal(page.events.pop().type, 'ready');
  });

  it('gives each address to the copies that the page has handed over', () => {
    const page = spa({ after: 'taken = []; wxconfig.configure({ config(c) { taken.push(c.signature); } })' });
    page.pass();
    page.navigate(`${HOME}tea/1`);
    page.pass();
    assert.deepEqual([...page.window.taken], [HOME, `${HOME}tea/1`]);
  });
});

describe('visits that run the inline part again', () => {
  const visit = (page, url, first) => {
    if (first === 'history') {
      page.navigate(url);
      page.pass(10);
    }
    page.inline(url, page.options.inline);
    if (first !== 'history') {
      page.pass(10);
      page.navigate(url);
    }
    page.pass();
  };

  for (const inline of [{}, { spa: 1, now: 1 }]) {
    for (const first of ['history', 'script']) {
      it(`configures once for each, without a request, ${first} first, ${JSON.stringify(inline)}`, () => {
        const page = spa({ inline });
        page.pass();
        for (let i = 1; i <= 4; i++) {
          visit(page, `${HOME}tea/${i}`, first);
        }
        assert.deepEqual(page.verdicts.map(({ signed, ok }) => [signed, ok]),
          [HOME, 1, 2, 3, 4].map(tea => [tea === HOME ? HOME : `${HOME}tea/${tea}`, true]));
        assert.deepEqual(page.signRequests, []);
        assert.equal(page.requests.length, 2);
      });
    }
  }

  it('does nothing for a page that is shown already', () => {
    const page = spa({ inline: {} });
    page.pass();
    page.inline(HOME);
    page.pass();
    assert.equal(page.verdicts.length, 1);
  });

  it('goes by the landing address on an iPhone', () => {
    const page = spa({ userAgent: IPHONE, verifies: 'landing', inline: {} });
    page.pass();
    visit(page, `${HOME}tea/1`, 'history');
    assert.deepEqual(page.verdicts.map(verdict => verdict.ok), [true, true]);
    assert.deepEqual(page.signRequests, []);
  });
});

describe('the address that is signed', () => {
  it('is the whole address without its fragment', () => {
    assert.equal(SIGN, '/wxconfig/sign');
    const url = 'https://www.example.com/a%20b?q=%E8%8C%B6+%2B&&=\'()';
    const page = new Page({ url: `${url}#c?d`, signedUrl: 'http://x/' });
    page.pass();
    assert.deepEqual(page.signRequests, [url]);
  });
});
