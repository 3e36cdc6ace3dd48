// shapes-sent.mjs -- what programs send, and what people send that looks like it.
const from = "From: Ruth Abell <ruth@resident.example>\nTo: consultation@council.example\nDate: Mon, 3 Jun 2024 10:00:00 +0100\n";
const plain = (headers, body = "I am away until Monday.\n") => `${from}${headers}\n${body}`;
const report = (type, third) => `Return-Path: <>\nFrom: Mail Delivery System <mailer-daemon@mail.example>\nSubject: Report\nMIME-Version: 1.0\nContent-Type: multipart/report; report-type=${type}; boundary=b1\n\n--b1\nContent-Type: text/plain\n\nThis is about your message.\n--b1\nContent-Type: message/${third}\n\nReporting-MTA: dns; mail.example\n\n--b1\nContent-Type: message/rfc822\n\nSubject: The draft\n\nWhat we wrote\n--b1--\n`;
const calendar = (type, more) => `${from}Subject: Meeting\nMIME-Version: 1.0\n${type}\n\n${more}`;
const ics = "BEGIN:VCALENDAR\nMETHOD:REPLY\nEND:VCALENDAR\n";

export const sent = {
	"auto-replied": plain("Subject: Away\nAuto-Submitted: auto-replied (vacation)\n"),
	"auto-generated": plain("Subject: Ticket 12\nAuto-Submitted: auto-generated\n", "Your ticket was made.\n"),
	"auto-no": plain("Subject: My answer\nAuto-Submitted: no\n", "I agree.\n"),
	"auto-outlook": plain("Subject: Automatic reply: The draft strategy\nX-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated\n"),
	"auto-subject-only": plain("Subject: Out of office: Re: The draft\n"),
	"auto-subject-polish": plain("Subject: =?utf-8?q?Automatyczna_odpowied=C5=BA=3A_Strategia?=\n"),
	"auto-x-autoreply": plain("Subject: Thanks\nX-Autoreply: yes\n"),
	"auto-null-path": `Return-Path: <>\n${plain("Subject: Thanks\n")}`,
	"bounce": report("delivery-status", "delivery-status"),
	"bounce-plain": "Return-Path: <>\nFrom: MAILER-DAEMON@mail.example\nSubject: failure notice\n\nI was not able to deliver your message.\n",
	"receipt": report("disposition-notification", "disposition-notification"),
	"feedback": report("feedback-report", "feedback-report"),
	"calendar-reply": calendar('Content-Type: text/calendar; method=REPLY; charset=utf-8', ics),
	"calendar-alternative": calendar("Content-Type: multipart/alternative; boundary=b1", `--b1\nContent-Type: text/plain\n\nAccepted\n--b1\nContent-Type: text/calendar; method=REPLY\n\n${ics}\n--b1--\n`),
	"calendar-attached": calendar("Content-Type: multipart/mixed; boundary=b1", `--b1\nContent-Type: text/plain\n\nI agree. See you at the meeting.\n--b1\nContent-Type: text/calendar; name=meeting.ics\nContent-Disposition: attachment; filename=meeting.ics\n\n${ics}\n--b1--\n`),
	"list": plain("Subject: [town] News\nList-Id: <town.lists.example>\nList-Unsubscribe: <https://lists.example/u>\nPrecedence: list\n", "News of the town.\n"),
	"newsletter": plain("Subject: Offers\nList-Unsubscribe: <mailto:u@shop.example>\n", "Buy now.\n"),
	"bulk": plain("Subject: To all\nPrecedence: bulk\n", "To everybody.\n"),
	"spam": plain("Subject: Win\nX-Spam-Flag: YES\nX-Spam-Status: Yes, score=9.1\n", "You have won.\n"),
	"spam-no": plain("Subject: My answer\nX-Spam-Flag: NO\nX-Spam-Status: No, score=0.1\n", "I agree.\n"),
	"person-outlook": plain("Subject: RE: The draft\nX-Auto-Response-Suppress: DR, OOF, AutoReply\nThread-Index: AdrX\n", "I agree with all of it.\n"),
	"person-answers-absence": plain("Subject: Re: Out of office\n", "Thank you, I will write again. I agree.\n"),
};
