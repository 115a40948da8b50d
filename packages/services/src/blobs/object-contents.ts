import { MissingContent, nameOf, type Contents } from './contents.ts';
import type { ObjectStorage } from '../object-storage.ts';

/** In an object store, one object each: `tenant/sha256`. */
export function objectContents(storage: ObjectStorage): Contents {
  return {
    put: (name, file) => storage.put(nameOf(name), file),
    async *read(name) {
      const pieces = await storage.get(nameOf(name));
      if (!pieces) throw new MissingContent(name);
      yield* pieces;
    },
    remove: (name) => storage.remove(nameOf(name)),
  };
}
