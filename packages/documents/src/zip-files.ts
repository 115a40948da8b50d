import { zipSync } from 'fflate';

/** In the time zone of whoever writes, as the format has it: the same content gives the same bytes. */
const date = new Date(1980, 0, 1);

/** An archive of files by their names, in this order. */
export function zipFiles(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { mtime: date });
}

/** The same unpacked: its bytes are those of the files, whichever version of a compressor writes it. */
export function storeFiles(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  return zipSync(files, { mtime: date, level: 0 });
}
