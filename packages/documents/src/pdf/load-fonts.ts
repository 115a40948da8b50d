import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { unpackWoff } from './unpack-woff.ts';

/**
 * Open fonts (OFL) that stand in for the office ones: Noto Serif SC for 仿宋, 宋 and, bold, 小标宋; Noto Sans SC for
 * 黑体; LXGW WenKai for 楷体 and, as it reaches into extension B, for rare characters such as 𠮷.
 */
const fonts = [
  '@expo-google-fonts/noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  '@expo-google-fonts/noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  '@expo-google-fonts/noto-sans-sc/500Medium/NotoSansSC_500Medium.ttf',
  '@fontsource/lxgw-wenkai/files/lxgw-wenkai-latin-500-normal.woff',
] as const;

export function loadFonts(): Buffer[] {
  return fonts.map((path) => {
    const bytes = readFileSync(fileURLToPath(import.meta.resolve(path)));
    return path.endsWith('.woff') ? unpackWoff(bytes) : bytes;
  });
}
