import { programmeNameSchema } from '@huibao/domain';
import { yearInput } from '../year-input.ts';

/** An edition as addresses and requests name it: a year alone names nothing. */
export interface EditionAddress {
  /** The programme's name in the actor's line. */
  readonly programme: string;
  readonly year: number;
}

/** What names an edition among a request's fields. */
export const editionInput = { programme: programmeNameSchema, year: yearInput };
