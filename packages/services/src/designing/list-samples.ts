import type { Localized } from '@huibao/domain';
import { samplePackages } from '@huibao/programmes';
import { listProgrammesOf } from '../forms/programme.repository.ts';
import { defineQuery, noInput } from '../use-case.ts';

/** A programme that nobody is asked until a level takes it for one of its own. */
export interface SampleProgramme {
  readonly code: string;
  readonly title: Localized;
}

/** Those that ship with the product and that the line hasn't: what the level has goes on from its own year. */
export const listSamples = defineQuery({
  permission: 'programme.publish',
  input: noInput,
  async run({ trx, actor }): Promise<readonly SampleProgramme[]> {
    const taken = new Set((await listProgrammesOf(trx, actor)).map(({ programmeCode }) => programmeCode));
    return samplePackages()
      .map(({ programme: { code, title } }) => ({ code, title }))
      .filter(({ code }) => !taken.has(code));
  },
});
