-- Up Migration

-- Rows come from core.transaction, which has the key already; checking a million of them again took longer than making them.
ALTER TABLE core.account_balance DROP CONSTRAINT account_balance_account_code_fkey;
