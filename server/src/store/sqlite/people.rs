//! Accounts, devices and sessions in SQLite.

use async_trait::async_trait;
use gridloop_shared::model::{DeviceId, Directory, Grant, PersonId, SubdistrictId, Timestamp};
use sqlx::Row;

use super::Sqlite;
use super::columns::{device_id, json, name, time, to_json};
use super::places::tell_again;
use crate::store::{
    Account, Device, DeviceStanding, Former, People, Session, StoreError, TokenHash,
};

#[async_trait]
impl People for Sqlite {
    async fn account(&self, user: &str) -> Result<Option<Account>, StoreError> {
        sqlx::query("select * from accounts where user = ?")
            .bind(user)
            .fetch_optional(&self.readers)
            .await?
            .map(|row| {
                Ok(Account {
                    user: row.try_get("user")?,
                    subdistrict: name(&row, "subdistrict")?,
                    person: name(&row, "person")?,
                    name: row.try_get("name")?,
                    grants: json(&row, "grants")?,
                    password: row.try_get("password")?,
                })
            })
            .transpose()
    }

    async fn register_device(
        &self,
        device: DeviceId,
        account: &Account,
        at: Timestamp,
    ) -> Result<DeviceStanding, StoreError> {
        sqlx::query(
            "insert into devices (id, subdistrict, person, registered_at) values (?, ?, ?, ?) on conflict do nothing",
        )
        .bind(device.as_bytes().as_slice())
        .bind(account.subdistrict.as_str())
        .bind(account.person.as_str())
        .bind(at.millis())
        .execute(&self.writer)
        .await?;
        let row = sqlx::query("select subdistrict, person, revoked_at from devices where id = ?")
            .bind(device.as_bytes().as_slice())
            .fetch_one(&self.writer)
            .await?;
        let theirs = row.try_get::<&str, _>("subdistrict")? == account.subdistrict.as_str()
            && row.try_get::<&str, _>("person")? == account.person.as_str();
        let revoked = row.try_get::<Option<i64>, _>("revoked_at")?.is_some();
        Ok(match (theirs, revoked) {
            (false, _) => DeviceStanding::OfAnother,
            (true, true) => DeviceStanding::Revoked,
            (true, false) => DeviceStanding::Theirs,
        })
    }

    async fn open_session(
        &self,
        token: TokenHash,
        device: DeviceId,
        at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<(), StoreError> {
        sqlx::query(
            "insert into sessions (token, device, opened_at, expires_at) values (?, ?, ?, ?)",
        )
        .bind(token.as_slice())
        .bind(device.as_bytes().as_slice())
        .bind(at.millis())
        .bind(expires_at.millis())
        .execute(&self.writer)
        .await?;
        Ok(())
    }

    async fn session(
        &self,
        token: TokenHash,
        now: Timestamp,
    ) -> Result<Option<Session>, StoreError> {
        sqlx::query(
            "select s.device, s.expires_at, d.revoked_at is not null as revoked, \
                    a.subdistrict, a.person, a.name, a.grants, a.former \
             from sessions s \
             join devices d on d.id = s.device \
             join accounts a on a.subdistrict = d.subdistrict and a.person = d.person \
             where s.token = ? and s.expires_at > ?",
        )
        .bind(token.as_slice())
        .bind(now.millis())
        .fetch_optional(&self.readers)
        .await?
        .map(|row| {
            Ok(Session {
                device: device_id(&row, "device")?,
                revoked: row.try_get("revoked")?,
                expires_at: time(&row, "expires_at")?,
                subdistrict: name(&row, "subdistrict")?,
                person: name(&row, "person")?,
                name: row.try_get("name")?,
                grants: json(&row, "grants")?,
                former: json(&row, "former")?,
            })
        })
        .transpose()
    }

    async fn devices(&self, subdistrict: &SubdistrictId) -> Result<Vec<Device>, StoreError> {
        sqlx::query(
            "select id, person, registered_at, revoked_at from devices where subdistrict = ? \
             order by person, registered_at desc",
        )
        .bind(subdistrict.as_str())
        .fetch_all(&self.readers)
        .await?
        .iter()
        .map(|row| {
            let revoked: Option<i64> = row.try_get("revoked_at")?;
            Ok(Device {
                id: device_id(row, "id")?,
                person: name(row, "person")?,
                registered_at: time(row, "registered_at")?,
                revoked_at: revoked.map(Timestamp::from_millis),
            })
        })
        .collect()
    }

    async fn revoke_device(
        &self,
        subdistrict: &SubdistrictId,
        device: DeviceId,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let row = sqlx::query("select revoked_at from devices where id = ? and subdistrict = ?")
            .bind(device.as_bytes().as_slice())
            .bind(subdistrict.as_str())
            .fetch_optional(&mut *transaction)
            .await?;
        let Some(row) = row else {
            return Ok(false);
        };
        if row.try_get::<Option<i64>, _>("revoked_at")?.is_some() {
            return Ok(true);
        }
        sqlx::query("update devices set revoked_at = ? where id = ?")
            .bind(at.millis())
            .bind(device.as_bytes().as_slice())
            .execute(&mut *transaction)
            .await?;
        tell_again(&mut transaction, subdistrict, &device).await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn regrant(
        &self,
        directory: &Directory,
        person: &PersonId,
        grants: &[Grant],
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut transaction = self.writer.begin_with("begin immediate").await?;
        let row =
            sqlx::query("select grants, former from accounts where subdistrict = ? and person = ?")
                .bind(directory.subdistrict.as_str())
                .bind(person.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        let Some(row) = row else {
            return Ok(false);
        };
        let mut former: Vec<Former> = json(&row, "former")?;
        former.push(Former {
            grants: json(&row, "grants")?,
            until: now,
        });
        sqlx::query(
            "update accounts set grants = ?, former = ? where subdistrict = ? and person = ?",
        )
        .bind(to_json(&grants, "grants")?)
        .bind(to_json(&former, "former")?)
        .bind(directory.subdistrict.as_str())
        .bind(person.as_str())
        .execute(&mut *transaction)
        .await?;
        sqlx::query("update subdistricts set directory = ? where id = ?")
            .bind(to_json(directory, "directory")?)
            .bind(directory.subdistrict.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    async fn rights(
        &self,
        subdistrict: &SubdistrictId,
        person: &PersonId,
    ) -> Result<Option<(Vec<Grant>, Vec<Former>)>, StoreError> {
        sqlx::query("select grants, former from accounts where subdistrict = ? and person = ?")
            .bind(subdistrict.as_str())
            .bind(person.as_str())
            .fetch_optional(&self.readers)
            .await?
            .map(|row| Ok((json(&row, "grants")?, json(&row, "former")?)))
            .transpose()
    }

    async fn extend_session(&self, token: TokenHash, until: Timestamp) -> Result<bool, StoreError> {
        let done = sqlx::query("update sessions set expires_at = ? where token = ?")
            .bind(until.millis())
            .bind(token.as_slice())
            .execute(&self.writer)
            .await?;
        Ok(done.rows_affected() > 0)
    }

    async fn close_session(&self, token: TokenHash, now: Timestamp) -> Result<(), StoreError> {
        sqlx::query("delete from sessions where token = ? or expires_at <= ?")
            .bind(token.as_slice())
            .bind(now.millis())
            .execute(&self.writer)
            .await?;
        Ok(())
    }
}
