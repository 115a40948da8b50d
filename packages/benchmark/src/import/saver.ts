import { Agent } from 'node:http';
import type { Actor } from '@huibao/db';
import { runUseCase, useCases, type Context } from '@huibao/services';
import { addPeople, plainAnswers } from '@huibao/testing';
import { ask } from '../ask.ts';
import { loadEdition } from '../product-door.ts';
import { startSessions } from '../sessions.ts';
import { sampleOf, timeOf, type Sample } from '../timing.ts';
import { importProgramme, makeImportDistrict } from './import-world.ts';

interface Door {
  readonly apiUrl: string;
  readonly origin: string;
  readonly sessionKey: Buffer;
}

/** A clerk of another bureau at a form, who saves all that may be typed into it with each call. */
export async function openSaver(
  ctx: Context,
  city: Actor,
  { apiUrl, origin, sessionKey }: Door,
): Promise<{ readonly save: () => Promise<void>; readonly close: () => void }> {
  const { tenantId, collectionId, admin } = await makeImportDistrict(ctx, city, 3);
  const board = await runUseCase(ctx, admin, useCases.getBoard, { collectionId });
  const edition = await loadEdition(ctx, admin, importProgramme, admin.now().getFullYear());
  const owed = board.units.flatMap((unit) => unit.forms.map((form) => ({ unit, ...form })));
  const [form] = owed
    .map(({ unit, submissionId, formCode }) => {
      const definition = edition.forms.find((one) => one.definition.code === formCode)?.definition;
      const answers = definition ? plainAnswers(definition, { ...unit, sectionCode: null }, board.period) : [];
      return { unit, submissionId, cells: answers.filter(({ state }) => state === 'value') };
    })
    .sort((one, other) => other.cells.length - one.cells.length);
  if (!form) throw new Error('nobody owes a form');
  const username = 'bench.saver';
  const person = {
    username,
    name: 'Clerk',
    role: 'reporter',
    unitId: form.unit.id,
    passwordHash: 'no password',
  } as const;
  const clerk = (await addPeople(ctx, tenantId, [person], admin.now)).get(username);
  if (!clerk) throw new Error('nobody to save');
  const cookie = await (await startSessions(ctx, sessionKey))(clerk);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const versions = new Map<string, number>();
  const save = async (): Promise<void> => {
    const cells = form.cells.map((cell) => ({ ...cell, version: versions.get(`${cell.code} ${cell.key}`) ?? 0 }));
    const { status, body } = await ask(agent, `${apiUrl}/trpc/submission.save`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', origin },
      body: JSON.stringify({ submissionId: form.submissionId, source: 'page', cells }),
    });
    if (status !== 200) throw new Error(`a save answered ${status}: ${body.toString()}`);
    const { result } = JSON.parse(body.toString()) as {
      result: { data: { saved: readonly { code: string; key: string; version: number }[] } };
    };
    for (const { code, key, version } of result.data.saved) versions.set(`${code} ${key}`, version);
  };
  return { save, close: () => agent.destroy() };
}

/** One save after the other, until something else is through. */
export async function saveUntil(save: () => Promise<void>, other: Promise<unknown>): Promise<Sample> {
  const times: number[] = [];
  let isOver = false;
  const watched = other.finally(() => (isOver = true));
  watched.catch(() => undefined);
  while (!isOver) times.push(await timeOf(save));
  await watched;
  return sampleOf(times);
}
