import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { readJson, writeJson } from './place.mjs';
import { Complaint } from './complaint.mjs';

/**
 * Below the range that systems hand out for outgoing connections, so that none of those takes a port between our look
 * and its use.
 */
const lowest = 20_000;
const highest = 32_000;

/**
 * A free loopback port for each name, the one it had last time if possible: addresses stay the same over restarts.
 * @param {string} folder the home's folder
 * @param {Record<string, number | undefined>} wanted name → preferred port
 * @param {Record<string, number | undefined>} [asked] name → a port that somebody asked for, better than last time's
 * @returns {Promise<Record<string, number>>}
 */
export async function choosePorts(folder, wanted, asked = {}) {
  const file = join(folder, 'ports.json');
  const before = readJson(file) ?? {};
  /** @type {Record<string, number>} */
  const chosen = {};
  const taken = new Set();
  for (const [name, preferred] of Object.entries(wanted)) {
    const port = await firstFree(
      [asked[name], before[name], preferred].filter((candidate) => candidate && !taken.has(candidate)),
      taken,
    );
    taken.add(port);
    chosen[name] = port;
  }
  writeJson(file, chosen);
  return chosen;
}

async function firstFree(candidates, taken) {
  for (const port of candidates) if (await isFree(port)) return port;
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const port = randomInt(lowest, highest);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
  throw new Complaint(`No free port between ${lowest} and ${highest} on 127.0.0.1: stop something that listens there.`);
}

/** @param {number} port */
export function isFree(port) {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** The guide’s ports are 4101 to 4314: what stands for their 4, so that all are free. */
export async function freeBeginning() {
  const kinds = ['10', '11', '20', '21', '30', '31'];
  const ends = kinds.flatMap((kind) => ['1', '2', '3', '4'].map((number) => `${kind}${number}`));
  // Not the first: two drills that look at the same moment would take the same.
  const shift = randomInt(12);
  for (let n = 0; n < 12; n += 1) {
    const begin = 20 + ((n + shift) % 12);
    const free = await Promise.all(ends.map((end) => isFree(Number(`${begin}${end}`))));
    if (free.every(Boolean)) return String(begin);
  }
  throw new Complaint('There are no free ports from 20101 to 31314.');
}
