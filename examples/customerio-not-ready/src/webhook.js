import express from 'express';

const app = express();

app.post('/webhooks/customerio', express.json(), (request, response) => {
  console.log(request.body.metric);
  response.sendStatus(200);
});
