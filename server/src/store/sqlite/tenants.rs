//! Subdistricts in SQLite.

use async_trait::async_trait;

use super::Sqlite;
use super::columns::{bytes, count, json, signed, to_json};
use crate::seal::SealKey;
use crate::store::{Account, StoreError, Tenant, Tenants};

#[async_trait]
impl Tenants for Sqlite {
    async fn healthy(&self) -> Result<(), StoreError> {
        sqlx::query("select count(*) from subdistricts")
            .fetch_one(&self.readers)
            .await?;
        // A file that must not be written is opened without a word, and would refuse what people hand in.
        sqlx::query("update subdistricts set id = id where false")
            .execute(&self.writer)
            .await?;
        Ok(())
    }

    async fn tenants(&self) -> Result<Vec<Tenant>, StoreError> {
        sqlx::query("select epoch, seal_key, directory from subdistricts order by id")
            .fetch_all(&self.readers)
            .await?
            .iter()
            .map(|row| {
                Ok(Tenant {
                    epoch: count(row, "epoch")?,
                    key: SealKey::from_bytes(bytes(row, "seal_key")?),
                    directory: json(row, "directory")?,
                })
            })
            .collect()
    }

    async fn found(&self, tenant: &Tenant, accounts: &[Account]) -> Result<(), StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        sqlx::query(
            "insert into subdistricts (id, epoch, seal_key, directory) values (?, ?, ?, ?)",
        )
        .bind(tenant.directory.subdistrict.as_str())
        .bind(signed(tenant.epoch))
        .bind(tenant.key.as_bytes().as_slice())
        .bind(to_json(&tenant.directory, "directory")?)
        .execute(&mut *transaction)
        .await?;
        for account in accounts {
            sqlx::query(
                "insert into accounts (user, subdistrict, person, name, grants, password) values (?, ?, ?, ?, ?, ?)",
            )
            .bind(&account.user)
            .bind(account.subdistrict.as_str())
            .bind(account.person.as_str())
            .bind(&account.name)
            .bind(to_json(&account.grants, "grants")?)
            .bind(&account.password)
            .execute(&mut *transaction)
            .await?;
        }
        Ok(transaction.commit().await?)
    }
}
