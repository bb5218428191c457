import { Bell, Briefcase, ClipboardList, Ellipsis, History, House, Mail, School, UserRound, Users, type IconNode } from 'lucide';
import { Bell, Briefcase, ClipboardList, Ellipsis, HeartHandshake, History, House, School, UserRound, Users, type IconNode } from 'lucide';
import { Bell, Briefcase, ClipboardList, Ellipsis, HeartHandshake, History, House, Inbox, School, UserRound, Users, type IconNode } from 'lucide';
import { Icon } from '@/components/ui/icon';
import type { Destination } from './navigation';

const icons: Record<Destination['icon'] | 'more', IconNode> = {
  today: House, board: ClipboardList, classes: School, students: Users, staff: Briefcase, bell: Bell, account: UserRound,
  history: History, mail: Mail, more: Ellipsis,
  today: House, board: ClipboardList, classes: School, students: Users, staff: Briefcase, guardians: HeartHandshake, bell: Bell, account: UserRound,
  today: House, board: ClipboardList, classes: School, students: Users, staff: Briefcase, guardians: HeartHandshake, changes: Inbox, bell: Bell, account: UserRound,
  history: History, more: Ellipsis,
};

export function NavIcon({ icon }: { icon: keyof typeof icons }) {
  return <Icon of={icons[icon]} />;
}
