import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import vm from 'node:vm';
import { newestScripts, newestTypes } from './packages.mjs';

const JAVA = new URL('../../main/java/io/github/wxconfig/script/JsApi.java', import.meta.url);
/** What a page calls and never asks for. */
const NO_APIS = ['config', 'ready', 'error', 'miniProgram', 'invoke', 'on'];

const known = new Set(/KNOWN = Set\.of\(([^;]*);/.exec(readFileSync(JAVA, 'utf8'))[1].match(/\w+/g));

function methods(script) {
  const window = { navigator: { userAgent: 'MicroMessenger/8.0', platform: '' }, location: { href: 'https://a.example/' } };
  const document = { title: '', addEventListener() {}, getElementsByTagName: () => [] };
  const context = vm.createContext(Object.assign(window, { window, document, addEventListener() {}, Image: class {} }));
  const module = context.module = { exports: {} };
  vm.runInContext(readFileSync(script, 'utf8'), context);
  return Object.keys(context.jWeixin || module.exports);
}

describe('the names that jsApiList may hold', () => {
  for (const [name, script] of newestScripts()) {
    it(`are those of the newest ${name} at least`, () => {
      const all = methods(script);
      assert.ok(all.includes('updateAppMessageShareData'), all.join());
      assert.deepEqual(all.filter(api => !known.has(api) && !NO_APIS.includes(api)), [], `missing in ${JAVA.pathname}`);
    });
  }

  it('are those of the newest types at least', () => {
    const [, union] = /type ApiMethod =([^;]*);/.exec(readFileSync(newestTypes(), 'utf8'));
    const all = union.match(/\w+/g);
    assert.ok(all.length > 30);
    assert.deepEqual(all.filter(api => !known.has(api)), [], `missing in ${JAVA.pathname}`);
  });

  it('are not only what the packages have', () => {
    assert.ok(known.has('requestMerchantTransfer') && known.has('openEnterpriseRedPacket'));
  });
});
