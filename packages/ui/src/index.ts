export { Button, Dialog, SelectField, TextArea, TextField } from './controls.tsx';
export { Banner, Empty, Meter, PageHead, Tag, type Tone } from './page.tsx';
