import { writePackageArchive } from '@huibao/documents/package';
import { mediaTypes, type RenderedFile } from '@huibao/documents/rendered-file';
import { HuibaoError } from '@huibao/domain';
import { writePackage } from '@huibao/domain/package';
import { z } from 'zod';
import { defineQuery } from '../use-case.ts';
import { editionInput } from './edition-address.ts';
import { getEdition } from './edition.repository.ts';
import { packageOfEdition } from './package-of-edition.ts';
import { requireProgramme } from './programme.repository.ts';

/** A year of a programme of the line as the package that it can be published from elsewhere: its newest issue. */
export const exportPackage = defineQuery({
  permission: 'programme.publish',
  input: z.object(editionInput),
  async run({ trx, actor }, { programme, year }): Promise<RenderedFile> {
    const { programmeCode, years } = await requireProgramme(trx, actor, programme);
    const published = years.find((one) => one.year === year);
    if (!published) throw new HuibaoError('edition.not_found', { year });
    const files = writePackage(packageOfEdition(await getEdition(trx, published)));
    return { name: `${programmeCode}-${year}.zip`, mediaType: mediaTypes.zip, bytes: writePackageArchive(files) };
  },
});
