import { redirect } from 'next/navigation';

/** The public site comes with its own issue; until then the school's front door is its portal. */
export default function Home() {
  redirect('/today');
}
