import { fetchedPart } from '../../fetched-part.tsx';
import type { FormHandle } from '../sync/use-form.ts';
import type { Place } from '../sync/places.ts';

// What takes or shows a file asks the server all the same: it is fetched by who opens it.

const Import = fetchedPart(async () => (await import('./import-dialog.tsx')).ImportDialog);
const Files = fetchedPart(async () => (await import('./files-dialog.tsx')).FilesDialog);

export function ImportDialog(props: { form: FormHandle; isOpen: boolean; onClose: () => void }) {
  return props.isOpen ? <Import {...props} /> : null;
}

export function FilesDialog(props: { form: FormHandle; place: Place | null; onClose: () => void }) {
  return props.place ? <Files {...props} /> : null;
}
