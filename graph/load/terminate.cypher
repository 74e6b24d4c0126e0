// End one running query ($id: transactionId of the list above). / 终止一个查询
TERMINATE TRANSACTIONS $id
