// Files of npm's packages, fetched below target when they are needed first. Run by itself, it fetches all of them.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const TARGET = new URL('../../../target/node/', import.meta.url);

function fetched(name, file) {
  const path = new URL(`node_modules/${name.split('@')[0]}/${file}`, TARGET);
  if (!existsSync(path)) {
    mkdirSync(TARGET, { recursive: true });
    execFileSync('npm', ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--prefix',
      fileURLToPath(TARGET), ...ALL], { stdio: 'ignore', timeout: 120000 });
  }
  return path;
}

const ALL = ['jweixin-npm@1.6.1', 'terser@5.51.4'];

/** WeChat's own script, version 1.6.0. */
export const officialScript = () => fetched(ALL[0], 'jweixin-1.6.0.js');

export const terser = () => fetched(ALL[1], 'main.js');

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  officialScript();
  terser();
}
