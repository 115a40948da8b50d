import type { SectionContent } from '@huibao/domain';

/** Words that the server hasn't acknowledged, and the version that they were written on. */
export interface KeptProse {
  readonly version: number;
  readonly content: SectionContent;
}

export interface FoundProse extends KeptProse {
  /** Under which it is stored. */
  readonly name: string;
}

const prefix = 'huibao/prose';

/** The name of this tab, for as long as it lives, reloads too: two tabs of one person keep their words apart. */
function tabName(): string {
  const known = sessionStorage.getItem(prefix);
  if (known !== null) return known;
  const name = newName();
  sessionStorage.setItem(prefix, name);
  return name;
}

const newName = (): string => crypto.getRandomValues(new Uint32Array(2)).join('-');

/**
 * One section's unsaved words, kept across a reload, a crash, or a tab that was closed offline; only for the person who
 * typed them.
 */
export function keptProseOf(userId: string, reportId: string, code: string) {
  const section = `${prefix}/${userId}/${reportId}/${code}/`;
  return {
    /** False where storage is off or full: then the page alone holds the words, and warns before it is left. */
    write(prose: KeptProse | null): boolean {
      try {
        const name = section + tabName();
        if (prose === null) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(prose));
        return true;
      } catch {
        return false;
      }
    },
    /**
     * What is left here: this tab's own, and that of tabs which no longer live. It stays until it is forgotten,
     * whatever this tab writes meanwhile.
     */
    async find(): Promise<readonly FoundProse[]> {
      try {
        const living = await livingTabs();
        const own = tabName();
        const names = Object.keys(localStorage).filter((name) => name.startsWith(section));
        const left = names.filter((name) => {
          const tab = name.slice(section.length);
          return tab === own || !living.has(tab);
        });
        if (left.length === 0) return [];
        const { readKept } = await import('./read-kept.ts');
        return left.flatMap((known) => {
          const text = localStorage.getItem(known) ?? '';
          const name = known === section + own ? section + newName() : known;
          if (name !== known) {
            localStorage.setItem(name, text);
            localStorage.removeItem(known);
          }
          return readKept(text).map((prose) => ({ ...prose, name }));
        });
      } catch {
        return [];
      }
    },
    /** Once it is safe elsewhere. */
    forget({ name }: FoundProse): void {
      localStorage.removeItem(name);
    },
  };
}

/** Says that this tab lives, until it doesn't. A tab that was duplicated has its name too, and takes another. */
export function holdTab(): void {
  if (!('locks' in navigator)) return;
  const hold = (lock: Lock | null): Promise<void> | undefined => {
    if (lock) return new Promise(() => undefined);
    sessionStorage.removeItem(prefix);
    holdTab();
    return undefined;
  };
  navigator.locks.request(`${prefix}/${tabName()}`, { ifAvailable: true }, hold).catch(() => undefined);
}

async function livingTabs(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set();
  const { held = [] } = await navigator.locks.query();
  return new Set(held.flatMap(({ name }) => (name?.startsWith(`${prefix}/`) ? [name.slice(prefix.length + 1)] : [])));
}
