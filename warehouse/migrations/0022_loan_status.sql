-- Up Migration

-- A loan leaves its cell with its status; that it was granted stays where it was when it was granted.
ALTER TABLE mart.loan_state
  ADD COLUMN granted integer NOT NULL DEFAULT 0,
  ADD COLUMN granted_principal numeric(20, 2) NOT NULL DEFAULT 0;
ALTER TABLE mart.loan_change
  ADD COLUMN granted integer NOT NULL DEFAULT 0,
  ADD COLUMN granted_principal numeric(20, 2) NOT NULL DEFAULT 0;
COMMENT ON COLUMN mart.loan_state.status IS 'As of the day; for granted and granted_principal that of the day on which the loans were granted';
COMMENT ON COLUMN mart.loan_state.granted IS 'Loans granted up to the day, counted in the cell of their first day for ever';
COMMENT ON COLUMN mart.loan_state.granted_principal IS 'Their principals';
COMMENT ON TABLE mart.loan_change IS
  'How much the figures of mart.loan_state change on a day, for the days on which they do. A loan whose status changes leaves the old cell with its principal and '
  'what is outstanding and enters the new one';

COMMENT ON TABLE core.loan_status_change IS
  'Status of a loan from a day on, where the source has a history; the last one equals core.loan.status. Before its first day the loan is running. '
  'A loan without any has core.loan.status on all days';
COMMENT ON TABLE mart.loan_span IS 'Loans from the day they are granted; a new span starts with every repayment and with every change of the status';
COMMENT ON COLUMN mart.loan_span.status IS
  'Of core.loan_status_change as of the span, running before its first day; core.loan.status in every span where the source gives no history';
COMMENT ON COLUMN mart.loan_span.outstanding IS
  'Principal less the debits of category loan_payment booked on the loan''s account from the day it was granted up to the span, never below 0. '
  'Where an account carries several loans, a repayment is split over those granted by then in proportion to their installments. '
  '0 while core.loan_status_change says paid and, for loans of status paid without a history, from granted_on + term_months on, whether or not the repayments are in the data';

-- What is derived is derived anew, with the history, at the next load or start.
DELETE FROM ops.derived_state;
