'use client';

import { ActForm } from '@/components/shared/act-form';
import { cancelImport, undoImport } from '@/lib/people/imports/office/actions';

type Props = { importId: string; operationId: string };

/** Puts an import aside before anything was written. */
export const CancelImport = ({ importId, operationId }: Props) => (
  <ActForm act={cancelImport} about={{ importId }} label="Discard this file" operationId={operationId} />
);

/** Takes an import back. */
export const UndoImport = ({ importId, operationId }: Props) => (
  <ActForm act={undoImport} about={{ importId }} label="Undo this import" look="danger" operationId={operationId} />
);
