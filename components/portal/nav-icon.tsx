import { Bell, Briefcase, ClipboardList, House, School, UserRound, Users, type IconNode } from 'lucide';
import { Icon } from '@/components/ui/icon';
import type { Destination } from './navigation';

const icons: Record<Destination['icon'], IconNode> = {
  today: House, board: ClipboardList, classes: School, students: Users, staff: Briefcase, bell: Bell, account: UserRound,
};

export function NavIcon({ icon }: { icon: Destination['icon'] }) {
  return <Icon of={icons[icon]} />;
}
