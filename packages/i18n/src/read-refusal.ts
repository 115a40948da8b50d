import type { PackageRefusal } from '@huibao/domain/package';
import type { i18n } from 'i18next';

/** Why a package isn't taken, and where: its file and the path in it, which are the same in every language. */
export function readRefusal(
  { code, file, path, params }: PackageRefusal,
  i18n: i18n,
): { readonly text: string; readonly place: string } {
  // Each code has the parameters that its own sentence asks for.
  const say = i18n.getFixedT(null, 'errors') as unknown as (key: string, values: PackageRefusal['params']) => string;
  return { text: say(code, params), place: [file, path].filter((part) => part !== '' && part !== '$').join(' ') };
}
