// Files of npm's packages, fetched below target when they are needed first. Run by itself, it fetches all of them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TARGET = new URL('../../../target/node/', import.meta.url);

const NEWEST_TARGET = new URL('../../../target/node-newest/', import.meta.url);

function fetched(name, file, all = ALL, target = TARGET) {
  const path = new URL(`node_modules/${name.split('@')[0]}/${file}`, target);
  if (!existsSync(path)) {
    mkdirSync(target, { recursive: true });
    execFileSync('npm', ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--prefix',
      fileURLToPath(target), ...all], { stdio: 'ignore', timeout: 120000 });
  }
  return path;
}

const ALL = ['jweixin-npm@1.6.1', 'terser@5.51.4'];
const NEWEST = { 'jweixin-npm': 'jweixin-1.6.0.js', 'weixin-js-sdk': 'index.js', 'jweixin-module': 'lib/index.js' };

/** WeChat's own script, version 1.6.0. */
export const officialScript = () => fetched(ALL[0], 'jweixin-1.6.0.js');

/** The scripts of the newest packages that have WeChat's, by name. */
export const newestScripts = () => Object.entries(NEWEST).map(([name, file]) =>
  [name, fetched(name, file, Object.keys(NEWEST).map(each => `${each}@latest`), NEWEST_TARGET)]);

/** The newest types, which name APIs that the script need not have. */
export const newestTypes = () => {
  newestScripts();
  return new URL('node_modules/weixin-js-sdk/index.d.ts', NEWEST_TARGET);
};

export const terser = () => fetched(ALL[1], 'main.js');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  officialScript();
  terser();
  newestScripts();
}
