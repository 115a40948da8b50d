import { Form, useNavigationType, useSubmit } from '@remix-run/react';
import { useEffect, useRef } from 'react';

/** Typed on within it, one search is made of it. */
const pause = 300;

/** Finds in a list that comes page by page: as somebody types, from its first page. */
export function SearchForm({ label, search }: { readonly label: string; readonly search: string }) {
  const submit = useSubmit();
  const isBack = String(useNavigationType()) === 'POP';
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    // Led to by a link, or back; while somebody types it is theirs.
    if (!field.current || (document.activeElement === field.current && !isBack)) return;
    clearTimeout(timer.current);
    field.current.value = search;
  }, [search, isBack]);
  const searchSoon = ({ form }: HTMLInputElement): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => submit(form, { replace: true, preventScrollReset: true }), pause);
  };
  return (
    <Form role="search" onSubmit={() => clearTimeout(timer.current)}>
      <input
        ref={field}
        type="search"
        className="input compact"
        name="search"
        aria-label={label}
        placeholder={label}
        maxLength={60}
        defaultValue={search}
        onChange={({ target, nativeEvent }) => {
          // Letters of which an input method has yet to make a word: nobody is called “zhang”.
          if (!(nativeEvent instanceof InputEvent && nativeEvent.isComposing)) searchSoon(target);
        }}
        onCompositionStart={() => clearTimeout(timer.current)}
        onCompositionEnd={({ currentTarget }) => searchSoon(currentTarget)}
      />
    </Form>
  );
}
