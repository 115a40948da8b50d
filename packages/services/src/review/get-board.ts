import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { readBoard } from './read-board.ts';

/** As a board's answer has it: `BoardPosition`, in its order. */
const position = z.string().regex(/^\d{1,19}-\d{1,20}-\d{1,15}$/);

export const getBoard = defineQuery({
  permission: 'collection.read',
  goesFar: true,
  /** `since` is the `position` of an answer that the caller still has: then only what changed comes. */
  input: z.object({ collectionId: z.uuid(), since: position.optional() }),
  run: (scope, { collectionId, since }) => readBoard(scope, collectionId, since),
});
