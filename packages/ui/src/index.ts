export { Button, SelectField, TextArea, TextField } from './controls.tsx';
export { Dialog, DialogWordsContext } from './dialog.tsx';
export { countHalfFilled, formBeingSubmitted, settleForm, watchForms } from './half-filled.ts';
export { Banner, Empty, Meter, PageHead, Tag, type Tone } from './page.tsx';
