import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { readBoard } from './read-board.ts';

export const getBoard = defineQuery({
  permission: 'collection.read',
  input: z.object({ collectionId: z.uuid() }),
  run: (scope, { collectionId }) => readBoard(scope, collectionId),
});
