import {
  Bell, Briefcase, ClipboardList, Ellipsis, HeartHandshake, House, Inbox, School, Search, Settings, UserRound, Users, type IconNode,
} from 'lucide';
import { Icon } from '@/components/ui/icon';
import type { Destination } from './navigation';

const icons: Record<Destination['icon'] | 'more', IconNode> = {
  today: House, board: ClipboardList, classes: School, students: Users, guardians: HeartHandshake, staff: Briefcase, changes: Inbox,
  search: Search, bell: Bell, account: UserRound, settings: Settings, more: Ellipsis,
};

export function NavIcon({ icon }: { icon: keyof typeof icons }) {
  return <Icon of={icons[icon]} />;
}
