import { writePackageArchive } from '@huibao/documents/package';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { writeAdditions } from '@huibao/domain/additions';
import { z } from 'zod';
import { editionInput } from '../forms/edition-address.ts';
import { defineQuery } from '../use-case.ts';
import { emptyAdditions, getBase, type BaseOfAdditions } from './base-of-additions.ts';

/**
 * What the tenant has added to an edition, as the package that adds it elsewhere. Where there is nothing yet, the empty
 * one to begin with: it names the edition and what it says.
 */
export const exportAdditions = defineQuery({
  permission: 'programme.publish',
  input: z.object(editionInput),
  async run(scope, address): Promise<RenderedFile> {
    const base = await getBase(scope, address);
    const files = writeAdditions(base.standing?.additions ?? emptyAdditions(base));
    return { name: nameOfFile(base), mediaType: mediaTypes.zip, bytes: writePackageArchive(files) };
  },
});

export function nameOfFile({ programme, year, level }: BaseOfAdditions): string {
  return `${programme}-${year}-${level}.zip`;
}
