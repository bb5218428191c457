import { Bell, Briefcase, ClipboardList, House, School, UserRound, Users, type LucideIcon } from 'lucide-react';
import type { Destination } from './navigation';

const icons: Record<Destination['icon'], LucideIcon> = {
  today: House, board: ClipboardList, classes: School, students: Users, staff: Briefcase, bell: Bell, account: UserRound,
};

export function NavIcon({ icon }: { icon: Destination['icon'] }) {
  const Icon = icons[icon];
  return <Icon size={20} aria-hidden="true" />;
}
