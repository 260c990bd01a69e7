//! Many rows of one table by few statements: every statement costs a way to SQLite's thread and back, more than its row does.

use sqlx::query_builder::Separated;
use sqlx::{QueryBuilder, Sqlite as Database};

use super::places::Open;
use crate::store::StoreError;

/// The most rows of one statement.
const MOST: usize = 64;

/// One row's values, to be bound in the order of the columns.
pub type Values<'a> = Separated<'a, Database, &'static str>;

/// Inserts rows. `into` stands before `values`, `then` behind them; `bind` binds what stands in a row.
///
/// Rows go by powers of two, so that there are only a few different statements, which the connection keeps prepared.
pub async fn insert<T>(
    transaction: &mut Open<'_>,
    into: &str,
    then: &str,
    mut rows: &[T],
    bind: impl Fn(&mut Values<'_>, &T),
) -> Result<(), StoreError> {
    while !rows.is_empty() {
        let (now, later) = rows.split_at(largest_power(rows.len()));
        let mut query = QueryBuilder::<Database>::new(into);
        query.push(" ");
        query.push_values(now, |mut values, row| bind(&mut values, row));
        query.push(" ").push(then);
        query.build().execute(&mut **transaction).await?;
        rows = later;
    }
    Ok(())
}

/// The largest power of two that is no more than `count` and than [`MOST`].
fn largest_power(count: usize) -> usize {
    let bits = count.min(MOST).checked_ilog2().unwrap_or_default();
    1 << bits
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_go_by_powers_of_two() {
        let powers: Vec<usize> = [1, 2, 3, 7, 63, 64, 65, 1_000].map(largest_power).to_vec();
        assert_eq!(powers, [1, 2, 2, 4, 32, 64, 64, 64]);
    }
}
