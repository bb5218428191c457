import { buttonStyle } from '@/components/ui/button';

type Props = {
  title: string;
  text: string;
  link?: { href: string; label: string };
  act?: { label: string; onClick: () => void };
};

/** A whole page that says one thing and offers one act. */
export function Notice({ title, text, link, act }: Props) {
  return (
    <main className="mx-auto grid min-h-dvh max-w-md content-center gap-4 p-6">
      <h1 className="text-xl font-semibold">{title}</h1>
      <p className="text-muted">{text}</p>
      {link && <a className={buttonStyle('primary', 'justify-self-start')} href={link.href}>{link.label}</a>}
      {act && <button type="button" className={buttonStyle('primary', 'justify-self-start')} onClick={act.onClick}>{act.label}</button>}
    </main>
  );
}
