import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { unpackWoff } from './unpack-woff.ts';

const require = createRequire(import.meta.url);

/**
 * Open fonts (OFL) that stand in for the office ones: Noto Serif SC for 仿宋, 宋 and, bold, 小标宋; Noto Sans SC for
 * 黑体; LXGW WenKai for 楷体 and, as it reaches into extension B, for rare characters such as 𠮷.
 */
export function loadFonts(): Buffer[] {
  return [
    readFileSync(require.resolve('@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf')),
    readFileSync(require.resolve('@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf')),
    readFileSync(require.resolve('@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf')),
    unpackWoff(readFileSync(require.resolve('@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff'))),
  ];
}
