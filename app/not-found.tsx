import { Notice } from '@/components/shared/notice';

export default function NotFound() {
  return (
    <Notice
      title="This page is not here"
      text="It may have moved, or it belongs to someone else’s class or child. Check the address, or go back to today."
      link={{ href: '/today', label: 'Go to today' }}
    />
  );
}
