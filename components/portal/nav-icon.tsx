import {
  Bell, Briefcase, ClipboardList, Ellipsis, HeartHandshake, History, House, Inbox, Mail, School, UserRound, Users, type IconNode,
} from 'lucide';
import { Icon } from '@/components/ui/icon';
import type { Destination } from './navigation';

const icons: Record<Destination['icon'] | 'more', IconNode> = {
  today: House, board: ClipboardList, classes: School, students: Users, guardians: HeartHandshake, staff: Briefcase, changes: Inbox,
  bell: Bell, account: UserRound, history: History, mail: Mail, more: Ellipsis,
};

export function NavIcon({ icon }: { icon: keyof typeof icons }) {
  return <Icon of={icons[icon]} />;
}
