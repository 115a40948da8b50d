import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { installByApt, mayInstall } from './apt.mjs';
import { Complaint } from './complaint.mjs';
import { run } from './run.mjs';

/**
 * Chromium without a window and without what is around one: it draws the same pages for two thirds of the work. Where
 * it can't be had, the whole browser does.
 */
const shell = 'chromium-headless-shell';
const names = [shell, 'chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const places = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const debianPackages = ['fonts-noto-cjk', 'poppler-utils'];

/**
 * What the tests need from the machine: a browser, and pdftotext to read the PDFs that the product writes.
 * As root on Debian they are installed; otherwise one sentence says what is missing.
 * @param {{ needsBrowser: boolean }} options
 * @returns {Promise<string | undefined>} the browser's path
 */
export async function prepareMachine({ needsBrowser }) {
  const isComplete = (await hasPdftotext()) && (!needsBrowser || (await hasBestBrowser()));
  if (!isComplete && mayInstall()) await installOnDebian();
  const browser = await findBrowser();
  if (needsBrowser && !browser)
    throw new Complaint(
      "The browser's tests need Chromium: install it (Debian: apt-get install chromium-headless-shell fonts-noto-cjk poppler-utils), or set CHROMIUM_PATH.",
    );
  if (!(await hasPdftotext()))
    throw new Complaint(
      'The tests read PDF files with pdftotext: install poppler (Debian: apt-get install poppler-utils; macOS: brew install poppler).',
    );
  return browser;
}

const hasPdftotext = async () => (await run('pdftotext', ['-v'])).code === 0;

const hasBestBrowser = async () => Boolean(process.env.CHROMIUM_PATH ?? (await findOnPath(shell)));

async function findOnPath(name) {
  const found = await run('/bin/sh', ['-c', `command -v ${name}`]);
  return found.code === 0 ? found.stdout.trim() : undefined;
}

async function findBrowser() {
  const given = process.env.CHROMIUM_PATH;
  if (given) {
    if (existsSync(given)) return given;
    throw new Complaint(`CHROMIUM_PATH names ${given}, which does not exist.`);
  }
  for (const name of names) {
    const found = await findOnPath(name);
    if (found) return found;
  }
  return places.find((path) => existsSync(path)) ?? findPlaywrightsOwn();
}

/** Playwright keeps its browsers in one cache per user. */
function findPlaywrightsOwn() {
  const caches = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Chromium.app/Contents/MacOS/Chromium',
  ];
  return caches
    .filter((cache) => cache && existsSync(cache))
    .flatMap((cache) =>
      readdirSync(cache)
        .filter((name) => /^chromium-\d/.test(name))
        .sort()
        .reverse()
        .flatMap((name) => programs.map((program) => join(cache, name, program))),
    )
    .find((path) => existsSync(path));
}

async function installOnDebian() {
  // Older releases have the whole browser only.
  if (!(await installByApt([shell, ...debianPackages]))) await installByApt(['chromium', ...debianPackages]);
}
