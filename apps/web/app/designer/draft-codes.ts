import type { CodeName, DraftParts } from '@huibao/domain/designing';
import { codeRefusal, codesBeside, inheritedIn, isUnmarked } from '@huibao/domain/designing';
import { createContext, useContext, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Aside } from './properties/of-type.ts';

/** A draft, where codes are given and followed. */
export interface DraftCodes {
  readonly parts: DraftParts;
  /** With all that names it, in one step. */
  readonly rename: (name: CodeName, to: string) => void;
  /** What elements had that the type that they have now can't hold, as long as the page is open. */
  readonly aside: Map<string, Aside>;
}

export const DraftCodesContext = createContext<DraftCodes | null>(null);

export function useDraftCodes(): DraftCodes {
  const codes = useContext(DraftCodesContext);
  if (!codes) throw new Error('a code is given within a draft');
  return codes;
}

/** A code is put in when it is left: half of it is no code, and other places name it. */
export function useCodeInput(of: CodeName) {
  const { t } = useTranslation('errors');
  const { parts, rename } = useDraftCodes();
  const [typed, setTyped] = useState<string | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const refusalOf = (name: CodeName) =>
    isUnmarked(parts, name.kind, name.code)
      ? ('additions.code_unmarked' as const)
      : codeRefusal(name, codesBeside(parts, of));
  const put = (): void => {
    const code = typed?.trim() ?? of.code;
    const refusal = code === of.code ? null : refusalOf({ ...of, code });
    setRefused(refusal && t(refusal, { code, prefix: `${inheritedIn(parts)?.level ?? ''}_1` }));
    // What was typed stays, to be mended.
    if (refusal) return;
    if (code !== of.code) rename(of, code);
    setTyped(null);
  };
  return {
    refused,
    input: {
      value: typed ?? of.code,
      spellCheck: false,
      onChange: (event: { readonly target: { readonly value: string } }) => setTyped(event.target.value),
      onBlur: put,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) put();
        if (event.key !== 'Escape' || typed === null) return;
        // The first gives up what was typed; leaving now would put it in.
        event.stopPropagation();
        setTyped(null);
        setRefused(null);
      },
    },
  };
}
