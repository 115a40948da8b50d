import { defineQuery, noInput } from '../use-case.ts';
import { listProgrammesOf } from './programme.repository.ts';

/** The programmes that concern the actor's tenant, with their years: what the programme switch chooses from. */
export const listProgrammes = defineQuery({
  permission: 'self',
  input: noInput,
  async run({ trx, actor }) {
    const programmes = await listProgrammesOf(trx, actor);
    return programmes.map(({ name, title, years }) => ({ name, title, years: years.map(({ year }) => year) }));
  },
});
