'use client';

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { stepTo } from '@/lib/search/rules';
import { PaletteGroups, optionId } from './palette-groups';
import { SlashChoice } from './slash-choice';
import { useGroups } from './use-groups';

/** One box for everything: places at once, people as soon as the school has answered. */
export function Palette({ onClose }: { onClose: () => void }) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  // Somebody who types a name and presses Enter at once means whoever is found first.
  const isWaiting = useRef(false);
  const [typed, setTyped] = useState('');
  const [pointed, setPointed] = useState<string>();
  const { groups, hrefs, isSearching, isPlace, says } = useGroups(typed.trim());
  const active = pointed !== undefined && hrefs.includes(pointed) ? pointed : hrefs[0];

  const lineOf = (href: string | undefined) => (href === undefined ? null : document.getElementById(optionId(id, href)));
  const close = () => {
    // This gives the focus back; the event of it comes a frame later, when the key may have been pressed again.
    dialog.current?.close();
    onClose();
  };
  useEffect(() => void dialog.current?.showModal(), []);
  useEffect(() => void lineOf(active)?.scrollIntoView({ block: 'nearest' }));
  useEffect(() => {
    if (isSearching || !isWaiting.current) return;
    isWaiting.current = false;
    lineOf(active)?.click();
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') {
      if (isSearching && !isPlace(active)) isWaiting.current = true;
      else lineOf(active)?.click();
    }
    if (hrefs.length === 0) return;
    const next = stepTo(event.key, active === undefined ? 0 : hrefs.indexOf(active), hrefs.length);
    if (next === null) return;
    event.preventDefault();
    setPointed(hrefs[next]);
  };

  return (
    <dialog
      ref={dialog} aria-label="Search" onCancel={close} onClose={onClose} onClick={(event) => event.target === event.currentTarget && close()} data-screen-only
      className="mx-auto mt-4 h-[min(80dvh,34rem)] w-[min(100%-2rem,40rem)] flex-col rounded-card border border-line bg-surface text-text shadow-lg backdrop:bg-bg/80 open:flex sm:mt-[10vh]"
    >
      <div className="flex items-center border-b border-line pr-2">
        <input
          type="text" role="combobox" aria-label="Name, admission number, phone or page" aria-autocomplete="list" aria-expanded={hrefs.length > 0}
          aria-controls={`${id}list`} aria-activedescendant={active === undefined ? undefined : optionId(id, active)}
          placeholder="Name, number, phone or page" maxLength={100} autoComplete="off" spellCheck={false} enterKeyHint="go" value={typed}
          onChange={(event) => {
            isWaiting.current = false;
            setPointed(undefined);
            setTyped(event.target.value);
          }}
          onKeyDown={onKeyDown}
          className="min-h-14 min-w-0 flex-1 rounded-card bg-transparent px-4 text-lg -outline-offset-2"
        />
        <button type="button" onClick={close} className="min-h-11 rounded-control px-3 text-sm text-muted hover:bg-surface-2">Close</button>
      </div>
      <p role="status" className="px-4 pt-2 text-sm text-muted">{says}</p>
      <div role="listbox" id={`${id}list`} aria-label="What fits" aria-busy={isSearching} className="min-h-0 flex-1 overflow-y-auto px-1 pb-2">
        <PaletteGroups id={id} groups={groups} active={active} onPoint={setPointed} onGo={close} />
      </div>
      <SlashChoice />
    </dialog>
  );
}
