import { writePackage, type PackageFiles, type ProgrammePackage } from '@huibao/domain/package';
import { contentHash } from '../canonical-json.ts';
import type { Edition } from './edition.repository.ts';

/** What an issue was published from; nothing that lower levels added. */
export function packageOfEdition(edition: Edition): ProgrammePackage {
  const {
    programmeCode: code,
    title,
    sensitiveRegisters,
    indicatorGroups,
    indicators,
    template,
    chain,
    calendar,
    sections,
    unitGroups,
    programmeParts: parts,
  } = edition;
  const forms = edition.forms.map((form) => form.definition);
  return {
    programme: {
      code,
      title,
      forms,
      sensitiveRegisters,
      indicatorGroups,
      indicators,
      template,
      chain,
      calendar,
      ...(sections.length > 0 ? { sections } : {}),
      ...(unitGroups.length > 0 ? { unitGroups } : {}),
      ...(parts.length > 0 ? { parts } : {}),
    },
    glossary: edition.glossary,
  };
}

/** The same for the same programme, in whichever archive and spelling it came. */
export function hashOfPackage(programme: ProgrammePackage): string {
  return hashOfFiles(writePackage(programme));
}

function hashOfFiles(files: PackageFiles): string {
  return contentHash(Object.fromEntries(files));
}
